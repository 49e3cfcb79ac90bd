package io.spanline.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The result of a demo, for {@code --json}.
 *
 * @param jaeger whether the trace was found there
 * @param traceId of a trace through all three services
 * @param problems what is wrong with the capture, empty if nothing is
 * @param seconds how long each stage took
 */
public record DemoReport(
    int requests,
    JsonNode snapshot,
    String traceId,
    String jaeger,
    List<String> problems,
    Map<String, Double> seconds) {

  /** The state of the check in Jaeger. */
  enum JaegerState {
    /** Jaeger is being built; the Collector's queue keeps the spans. */
    PENDING,
    FOUND,
    MISSING,
    /** Left out with {@code --without-jaeger}, or no Jaeger runs. */
    SKIPPED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
