package io.spanline.streams.assembly;

import io.spanline.settings.Catalogue;
import io.spanline.settings.Catalogue.Encoding;
import io.spanline.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * When a trace is emitted, how long it is remembered, and how much of it is kept.
 *
 * @param settle quiet time after which a complete trace is emitted
 * @param gap inactivity after which any trace is emitted
 * @param lifetime the longest time a trace stays open
 * @param horizon how long an emitted trace is remembered for late spans and duplicates
 * @param maxSpans most spans kept of one trace, over all its revisions
 * @param maxBytes most bytes of spans kept of one trace, over all its revisions
 * @param openBytes most bytes that the open traces of a partition take, as {@link HeapEstimate} has
 *     it
 * @param openTraces most open traces of a partition
 * @param encoding how traces are written, on which it depends what a record can hold
 */
public record AssemblyRules(
    Duration settle,
    Duration gap,
    Duration lifetime,
    Duration horizon,
    int maxSpans,
    int maxBytes,
    long openBytes,
    int openTraces,
    Encoding encoding) {
  // A changelog row must fit its topic: one row is at most a span's bytes or a trace's skeleton.
  private static final int MOST_SPANS = 100_000;
  private static final int MOST_BYTES = 4 << 20;

  /** The rules that the settings state, be they sound or not. */
  public static AssemblyRules of(Settings settings) {
    return new AssemblyRules(
        settings.value(Catalogue.TRACE_SETTLE),
        settings.value(Catalogue.TRACE_GAP),
        settings.value(Catalogue.TRACE_LIFETIME),
        settings.value(Catalogue.TRACE_HORIZON),
        settings.value(Catalogue.TRACE_MAX_SPANS),
        settings.value(Catalogue.TRACE_MAX_BYTES),
        settings.value(Catalogue.OPEN_MAX_BYTES),
        settings.value(Catalogue.OPEN_MAX_TRACES),
        settings.value(Catalogue.TRACES_ENCODING));
  }

  /** Every rule that contradicts another or asks for too much, as a sentence each. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (gap.compareTo(settle) < 0) {
      problems.add(
          "SPANLINE_TRACE_GAP: must not be shorter than SPANLINE_TRACE_SETTLE %s, was %s"
              .formatted(settle, gap));
    }
    if (lifetime.compareTo(gap) < 0) {
      problems.add(
          "SPANLINE_TRACE_LIFETIME: must not be shorter than SPANLINE_TRACE_GAP %s, was %s"
              .formatted(gap, lifetime));
    }
    if (maxSpans > MOST_SPANS) {
      problems.add(
          "SPANLINE_TRACE_MAX_SPANS: must be at most %d, was %d".formatted(MOST_SPANS, maxSpans));
    }
    if (maxBytes > MOST_BYTES) {
      problems.add(
          "SPANLINE_TRACE_MAX_BYTES: must be at most %d, was %d".formatted(MOST_BYTES, maxBytes));
    }
    return problems;
  }
}
