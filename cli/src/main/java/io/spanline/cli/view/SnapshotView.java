package io.spanline.cli.view;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.terminal.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The answer to a snapshot, as people read it. */
public final class SnapshotView {
  private SnapshotView() {}

  /** The table of a snapshot's services. */
  public static List<String> table(JsonNode snapshot) {
    Table table = new Table("service", "requests", "errors", "error rate", "p50", "p95");
    snapshot
        .path("services")
        .properties()
        .forEach(
            service ->
                table.row(
                    service.getKey(),
                    service.getValue().path("requests").asText(),
                    service.getValue().path("errors").asText(),
                    format("%.2f %%", 100 * service.getValue().path("error_rate").asDouble()),
                    millis(service.getValue().path("p50_ms")),
                    millis(service.getValue().path("p95_ms"))));
    return table.lines();
  }

  /** A line for each file of a snapshot. */
  public static List<String> files(JsonNode snapshot) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "capture    %s  (%s traces, %s spans)"
            .formatted(
                snapshot.path("capture").asText(),
                snapshot.path("traces").asText(),
                snapshot.path("spans").asText()));
    lines.add("manifest   " + snapshot.path("manifest").asText());
    if (snapshot.hasNonNull("baseline")) {
      lines.add("baseline   " + snapshot.path("baseline").asText());
    }
    JsonNode incomplete = snapshot.path("incomplete");
    for (JsonNode reason : incomplete.path("reasons")) {
      lines.add("@|yellow not complete|@ " + reason.asText());
    }
    if (incomplete.path("open_spans").asLong() > 0) {
      lines.add(
          "           %d spans were still open".formatted(incomplete.path("open_spans").asLong()));
    }
    if (snapshot.hasNonNull("warning")) {
      lines.add("@|yellow warning|@    " + snapshot.path("warning").asText());
    }
    return lines;
  }

  private static String millis(JsonNode figure) {
    return figure.isNumber() ? format("%.2f ms", figure.asDouble()) : "too few";
  }

  private static String format(String pattern, double number) {
    return String.format(Locale.ROOT, pattern, number);
  }
}
