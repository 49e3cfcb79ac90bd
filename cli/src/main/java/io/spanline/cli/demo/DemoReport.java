package io.spanline.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a demo came to, for {@code --json}.
 *
 * @param jaeger whether the trace was found there
 * @param traceId of a trace through all three services
 * @param problems what is wrong with the capture, empty if nothing is
 * @param seconds what each stage took
 */
public record DemoReport(
    int requests,
    JsonNode snapshot,
    String traceId,
    String jaeger,
    List<String> problems,
    Map<String, Double> seconds) {

  /** Where the check in Jaeger stands. */
  enum JaegerState {
    /** Jaeger is being built; the Collector's queue keeps the spans. */
    PENDING,
    FOUND,
    MISSING,
    /** Asked for with {@code --without-jaeger}. */
    SKIPPED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
