package io.spanline.streams.assembly;

import io.spanline.model.Trace;
import io.spanline.topic.Ledger;
import org.jspecify.annotations.Nullable;

/** What assembly says to the stages and topics after it. */
public sealed interface AssemblyOutput {

  /** The value of a record of {@code traces}, if this is one. */
  default byte @Nullable [] written() {
    return null;
  }

  /** The partition's ledger, if this is a report of progress. */
  default @Nullable Ledger ledger() {
    return null;
  }

  /**
   * A trace or a revision of one.
   *
   * @param trace null if caps cut every span; the statistics count them all the same
   * @param contribution what it adds to the statistics
   * @param clockMillis the partition's clock when it was emitted
   */
  record Emitted(@Nullable Trace trace, Contribution contribution, long clockMillis)
      implements AssemblyOutput {}

  /**
   * An emitted trace as its record's value. The producer holds what a sink got until its batch is
   * sent: of a trace that must be these bytes alone.
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Written(byte[] written) implements AssemblyOutput {}

  /** The partition's account and watermark; nothing emitted before it is missing from either. */
  record Progress(Ledger ledger) implements AssemblyOutput {}
}
