package io.spanline.capture;

import io.spanline.capture.kafka.Extent;
import io.spanline.model.Trace;
import org.jspecify.annotations.Nullable;

/**
 * A trace that came out of the spool.
 *
 * @param trace an outline of it where its text is there, else all of it
 * @param json its text as it came, which may be a line as it is; null where the line has to be
 *     written from the trace
 * @param first the record that came first
 * @param firstRevision the lowest revision that was read of it
 */
@SuppressWarnings("ArrayRecordComponent") // a copy of each would double the work of a large capture
record SpooledTrace(Trace trace, byte @Nullable [] json, SpooledRecord first, int firstRevision) {

  /**
   * Whether it is only what came late of a trace that began before what was read. Where everything
   * was read that ever was in its partition, nothing has come before.
   */
  boolean isRemainderIn(Extent extent) {
    return firstRevision > 1 && extent.beginsWithin(first.partition());
  }
}
