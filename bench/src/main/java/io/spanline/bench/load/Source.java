package io.spanline.bench.load;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a topic is filled with.
 *
 * @param open traces that are sent at the same time
 * @param partitions that get records, of those that the topic has
 * @param perSecond spans a second at most: the stamps of the broker are the engine's clock, so this
 *     decides how many traces wait for it to settle them
 */
public record Source(
    long spans,
    int services,
    @JsonProperty("spans_per_trace") int spansPerTrace,
    int open,
    @JsonProperty("spans_per_record") int spansPerRecord,
    int partitions,
    @JsonProperty("per_second") int perSecond) {
  public Source {
    atLeastOne("spans", spans);
    atLeastOne("services", services);
    atLeastOne("spans per trace", spansPerTrace);
    atLeastOne("open traces", open);
    atLeastOne("spans per record", spansPerRecord);
    atLeastOne("partitions", partitions);
    atLeastOne("spans a second", perSecond);
    // Whole traces: one that lacks a span waits for it.
    spans = (spans + spansPerTrace - 1) / spansPerTrace * spansPerTrace;
  }

  /** Records that hold these spans. */
  public long records() {
    int recordsPerTrace = (spansPerTrace + spansPerRecord - 1) / spansPerRecord;
    return spans / spansPerTrace * recordsPerTrace;
  }

  /** The same traces in records of up to n spans. */
  public Source batched(int spansPerRecord) {
    return new Source(spans, services, spansPerTrace, open, spansPerRecord, partitions, perSecond);
  }

  /** The same traces, n of them at a time. */
  public Source interleaved(int open) {
    return new Source(spans, services, spansPerTrace, open, spansPerRecord, partitions, perSecond);
  }

  /** As many spans in traces of n. */
  public Source ofTraces(int spansPerTrace) {
    return new Source(spans, services, spansPerTrace, open, spansPerRecord, partitions, perSecond);
  }

  /** The same traces of n services. */
  public Source among(int services) {
    return new Source(spans, services, spansPerTrace, open, spansPerRecord, partitions, perSecond);
  }

  /** The same traces, n spans a second. */
  public Source at(int perSecond) {
    return new Source(spans, services, spansPerTrace, open, spansPerRecord, partitions, perSecond);
  }

  /** The same traces, fewer or more. */
  public Source of(long spans) {
    return new Source(spans, services, spansPerTrace, open, spansPerRecord, partitions, perSecond);
  }

  private static void atLeastOne(String what, long number) {
    if (number < 1) {
      throw new IllegalArgumentException(what + " must be at least 1, was " + number);
    }
  }
}
