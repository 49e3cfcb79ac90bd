package io.spanline.cli.toxics;

import io.spanline.cli.view.Wrapped;
import io.spanline.experiments.toxic.ToxicKind;
import io.spanline.experiments.toxic.ToxicKind.Attribute;
import java.util.ArrayList;
import java.util.List;

/** Every toxic as it is written on the command line, and what it does, in lines for --help. */
final class ToxicLines {
  private static final int WIDTH = 78;
  private static final String INDENT = "    ";

  private ToxicLines() {}

  static List<String> all() {
    List<String> lines = new ArrayList<>();
    for (ToxicKind kind : ToxicKind.values()) {
      lines.add(written(kind));
      lines.addAll(wrapped(kind.effect()));
    }
    return lines;
  }

  /** Its first attribute stands for the toxic: {@code latency=<ms> [jitter=<ms>]}. */
  private static String written(ToxicKind kind) {
    StringBuilder written = new StringBuilder(kind.word());
    for (Attribute attribute : kind.attributes()) {
      boolean isFirst = attribute.equals(kind.attributes().get(0));
      String value = "=<%s>".formatted(attribute.unit());
      if (isFirst) {
        written.append(attribute.isRequired() ? value : "[%s]".formatted(value));
      } else {
        written.append(" [%s%s]".formatted(attribute.name(), value));
      }
    }
    return written.toString();
  }

  private static List<String> wrapped(String text) {
    return Wrapped.at(WIDTH - INDENT.length(), text).stream().map(line -> INDENT + line).toList();
  }
}
