package io.spanline.streams.assembly;

import io.spanline.model.Origin;
import io.spanline.model.Scope;
import io.spanline.model.SlicedSpan;
import io.spanline.model.Span;

/**
 * What a partition's open traces hold of their spans: bytes in {@link SpanBuffers}, resources and
 * scopes as {@link SharedParts}. Of the records that brought them nothing is held.
 */
final class HeldSpans {
  // One sixteenth of what open traces may take.
  private static final int UNUSED_SHARE = 16;

  private final SharedParts shared = new SharedParts();
  private final SpanBuffers buffers;

  HeldSpans(MemoryBounds bounds) {
    this.buffers = new SpanBuffers(bounds.openBytes() / UNUSED_SHARE);
  }

  /** The span as an open trace holds it. */
  Span hold(Span span) {
    if (!(span instanceof SlicedSpan sliced)) {
      return span;
    }
    Origin origin = shared.add(sliced.sharedOrigin());
    Scope scope = shared.add(sliced.sharedScope());
    return sliced.copy(buffers.take(sliced.length()), origin, scope);
  }

  /** No open trace has the span any more. */
  void remove(Span span) {
    if (span instanceof SlicedSpan sliced) {
      shared.remove(sliced);
    }
  }

  /** Takes a removed span's bytes: nobody asks it anything any more. */
  void release(Span span) {
    if (span instanceof SlicedSpan sliced) {
      buffers.giveBack(sliced.release());
    }
  }

  /** What resources and scopes take of the heap, by estimate. */
  long sharedBytes() {
    return shared.heapBytes();
  }
}
