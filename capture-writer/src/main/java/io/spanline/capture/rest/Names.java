package io.spanline.capture.rest;

import io.spanline.captures.BaselineName;
import io.spanline.captures.CaptureId;
import io.spanline.captures.ReplayId;
import io.spanline.model.Printable;
import io.spanline.rest.Problem;

/** Lets only plain names in from outside: no path is ever made from another. */
final class Names {
  private static final String EXTENSION = ".json";

  private Names() {}

  static BaselineName baseline(String text) {
    return BaselineName.parse(text)
        .orElseThrow(
            () ->
                Problem.of(
                    400,
                    "invalid baseline name '%s'; expected %s"
                        .formatted(Printable.text(text), BaselineName.RULE)));
  }

  static ReplayId replay(String text) {
    return ReplayId.parse(text)
        .orElseThrow(
            () ->
                Problem.of(
                    400,
                    "invalid replay id '%s'; expected one such as replay_001"
                        .formatted(Printable.text(text))));
  }

  /** {@code capture_001}, or the name of its file. */
  static CaptureId capture(String text) {
    String id =
        text.endsWith(EXTENSION) ? text.substring(0, text.length() - EXTENSION.length()) : text;
    return CaptureId.parse(id)
        .orElseThrow(
            () ->
                Problem.of(
                    400,
                    "invalid capture id '%s'; expected one such as capture_001"
                        .formatted(Printable.text(text))));
  }
}
