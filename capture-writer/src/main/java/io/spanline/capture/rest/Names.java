package io.spanline.capture.rest;

import io.spanline.captures.BaselineName;
import io.spanline.captures.CaptureId;
import io.spanline.rest.Problem;

/** Names from outside, of which only plain ones get in: no path is ever made from another. */
final class Names {
  private static final String EXTENSION = ".json";

  private Names() {}

  static BaselineName baseline(String text) {
    return BaselineName.parse(text)
        .orElseThrow(
            () ->
                Problem.of(
                    400,
                    "a baseline's name is %s; was '%s'".formatted(BaselineName.RULE, shown(text))));
  }

  /** {@code capture_001}, or the name of its file. */
  static CaptureId capture(String text) {
    String id =
        text.endsWith(EXTENSION) ? text.substring(0, text.length() - EXTENSION.length()) : text;
    return CaptureId.parse(id)
        .orElseThrow(
            () ->
                Problem.of(
                    400, "a capture is named like capture_001, was '%s'".formatted(shown(text))));
  }

  static String shown(String text) {
    String printable = text.replaceAll("\\p{Cntrl}", "?");
    return printable.length() > 80 ? printable.substring(0, 80) + "…" : printable;
  }
}
