package io.spanline.streams.assembly;

import io.spanline.model.Outcome;
import io.spanline.model.Span;
import io.spanline.model.Trace;
import io.spanline.settings.Catalogue.Encoding;
import io.spanline.topic.Topics;
import io.spanline.topic.TraceSerde;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The size of a trace in the encoding of the topic against that of the largest record. A record too
 * large is refused only when it is sent, and under exactly-once that poisons the transaction for
 * good; so it is found out before.
 */
final class RecordSize {
  // Key, headers and framing of the record.
  private static final int OVERHEAD_BYTES = 64 << 10;
  static final int MOST_BYTES = Topics.MAX_TRACE_BYTES - OVERHEAD_BYTES;
  // Nothing in OTLP takes more than 32 times its protobuf bytes as JSON: an empty event takes 16.
  private static final int GROWTH_AS_JSON = 32;

  private final TraceSerde serde;
  private final int greatestGrowth;

  RecordSize(Encoding encoding) {
    this.serde = new TraceSerde(encoding);
    this.greatestGrowth = encoding == Encoding.JSON ? GROWTH_AS_JSON : 1;
  }

  /**
   * The trace if it fits, else without its largest spans; null if no span fits.
   *
   * @param bytes what its spans take as protobuf, or more
   */
  @Nullable Trace fitting(Trace trace, long bytes) {
    return bytes * greatestGrowth <= MOST_BYTES ? trace : cutTo(trace, MOST_BYTES);
  }

  /** The trace without as many of its largest spans as it takes; null if none is left. */
  @Nullable Trace cutTo(Trace trace, int most) {
    Trace fitting = trace;
    while (true) {
      long encoded = serde.size(fitting);
      if (encoded <= most) {
        return fitting;
      }
      int kept = fitting.spans().size() - spansToCut(fitting, encoded - most, encoded);
      if (kept <= 0) {
        return null;
      }
      fitting = without(trace, kept);
    }
  }

  /** How many of the largest spans make up the excess, in proportion to their protobuf bytes. */
  private static int spansToCut(Trace trace, long excess, long encoded) {
    List<Integer> sizes =
        trace.spans().stream()
            .map(span -> span.fragment().getSerializedSize())
            .sorted(Comparator.reverseOrder())
            .toList();
    long all = sizes.stream().mapToLong(Integer::longValue).sum();
    long toCut = Math.max(1, all * excess / encoded);
    int spans = 0;
    for (long cut = 0; cut < toCut; spans++) {
      cut += sizes.get(spans);
    }
    return spans;
  }

  private static Trace without(Trace trace, int kept) {
    List<Span> smallest =
        trace.spans().stream()
            .sorted(
                Comparator.<Span>comparingInt(span -> span.fragment().getSerializedSize())
                    .thenComparing(span -> span.spanId().value(), Long::compareUnsigned))
            .limit(kept)
            .toList();
    Outcome outcome = trace.outcome().with(Outcome.Reason.TRUNCATED, trace.spans().size() - kept);
    return new Trace(trace.traceId(), trace.revision(), outcome, smallest);
  }
}
