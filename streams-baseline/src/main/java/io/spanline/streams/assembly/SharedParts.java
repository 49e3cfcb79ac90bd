package io.spanline.streams.assembly;

import io.spanline.model.SlicedSpan;
import io.spanline.model.Span;
import java.util.HashMap;
import java.util.Map;

/**
 * What the spans of the open traces share: their resources and scopes, each charged once. Most
 * spans share them with thousands; those of a sender that makes one up for each span do not.
 */
final class SharedParts {
  // By what they say: after a restart, spans that are read again have objects of their own.
  private final Map<Object, Uses> uses = new HashMap<>();
  private long heapBytes;

  private static final class Uses {
    private final int bytes;
    private int spans;

    Uses(int bytes) {
      this.bytes = bytes;
    }
  }

  void add(Span span) {
    if (span instanceof SlicedSpan sliced) {
      add(sliced.sharedOrigin(), sliced.sharedOrigin().bytes().length);
      add(sliced.sharedScope(), sliced.sharedScope().bytes().length);
    }
  }

  void remove(Span span) {
    if (span instanceof SlicedSpan sliced) {
      remove(sliced.sharedOrigin());
      remove(sliced.sharedScope());
    }
  }

  /** What they take of the heap, by estimate. */
  long heapBytes() {
    return heapBytes;
  }

  private void add(Object part, int bytes) {
    Uses known = uses.get(part);
    if (known == null) {
      known = new Uses(HeapEstimate.SHARED_PART + bytes);
      uses.put(part, known);
      heapBytes += known.bytes;
    }
    known.spans++;
  }

  private void remove(Object part) {
    Uses known = uses.get(part);
    if (known != null && --known.spans == 0) {
      uses.remove(part);
      heapBytes -= known.bytes;
    }
  }
}
