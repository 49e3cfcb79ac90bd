package io.spanline.streams.assembly;

import io.spanline.model.CutPlace;
import io.spanline.model.SpanKey;
import io.spanline.model.SpanLink.Ending;
import org.jspecify.annotations.Nullable;

/**
 * A {@link RememberedTrace} as bytes, with answers to what is asked for each span of a trace that
 * is not open. They are read where they stand: to decode a skeleton of thousands of spans for each
 * copy of a span would stall the partition.
 */
sealed interface RememberedRow permits PackedRow, WideRow {

  long closedMillis();

  /** Spans that were kept. */
  int spans();

  /** Bytes of the spans that were kept. */
  long spanBytes();

  /** The last in the order of the cut that a cap cut; null if none did. */
  @Nullable CutPlace lastCut();

  /** Spans that are known, be they kept or cut. */
  int links();

  /** Ends of calls that a later revision may say more of. */
  int unpaired();

  /** How the span had ended when it came; null if it did not come. */
  @Nullable Ending ending(SpanKey key);

  /** Everything. */
  RememberedTrace trace();

  /** What the trace takes of the heap, by estimate, if it is opened again. */
  default long heapBytesOpen() {
    return HeapEstimate.earlier(links(), unpaired());
  }
}
