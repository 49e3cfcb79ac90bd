package io.spanline.streams.assembly;

import io.spanline.model.Trace;
import io.spanline.settings.Catalogue.Encoding;
import io.spanline.topic.Topics;
import io.spanline.topic.TraceSerde;
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
   * The trace, cut until it fits; null if no span does.
   *
   * @param bytes what its spans take as protobuf, or more
   */
  @Nullable Trace fitting(Trace trace, long bytes) {
    return bytes * greatestGrowth <= MOST_BYTES ? trace : cutTo(trace, MOST_BYTES);
  }

  /** The trace, cut until it takes no more bytes than that; null if nothing is left. */
  @Nullable Trace cutTo(Trace trace, int most) {
    return trace.cutTo(cut -> serde.size(cut) <= most);
  }
}
