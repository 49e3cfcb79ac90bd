package io.spanline.topic;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The account of one partition of {@code otlp_spans}, cumulative since the application's first
 * start. Records: consumed = decoded + dead. Spans: received = emitted + duplicate + truncated +
 * rejected + expired + open.
 *
 * @param unkeyed records whose key was missing or not the trace id of their spans
 * @param repaired spans with text that was not UTF-8, of theirs or of what they share; they are in
 *     the sums like any other; 0 in a record of before they were counted
 * @param watermark the partition's virtual time: everything that arrived before it was looked at
 * @param held the timestamp of the oldest record that still has a span open; null if none has
 * @param openTraces traces that still wait for spans; 0 in a record of before they were counted
 */
public record Ledger(
    int partition,
    Records records,
    Spans spans,
    long unkeyed,
    long repaired,
    Instant watermark,
    @Nullable Instant held,
    long openTraces) {
  public Ledger {
    if (partition < 0) {
      throw new IllegalArgumentException("partition must not be negative, was " + partition);
    }
    // JSON that is not a ledger's has none of them.
    Objects.requireNonNull(records, "records");
    Objects.requireNonNull(spans, "spans");
    Objects.requireNonNull(watermark, "watermark");
  }

  /** Records of the partition. */
  public record Records(long consumed, long decoded, long dead) {
    public boolean balances() {
      return consumed == decoded + dead;
    }
  }

  /**
   * Spans of the partition's records.
   *
   * @param expired those that were open and that the input no longer held when a restart had to
   *     read them again; 0 in a record of before they were counted
   */
  public record Spans(
      long received,
      long emitted,
      long duplicate,
      long truncated,
      long rejected,
      long expired,
      long open) {
    public boolean balances() {
      return received == emitted + duplicate + truncated + rejected + expired + open;
    }
  }

  /** Whether both sums hold; part of the JSON, so that a person sees it. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public boolean balanced() {
    return records.balances() && spans.balances();
  }
}
