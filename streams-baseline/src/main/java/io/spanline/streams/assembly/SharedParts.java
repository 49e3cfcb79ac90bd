package io.spanline.streams.assembly;

import io.spanline.model.Origin;
import io.spanline.model.Scope;
import io.spanline.model.SlicedSpan;
import java.util.HashMap;
import java.util.Map;

/**
 * What the spans of the open traces share: their resources and scopes, each charged once. Most
 * spans share them with thousands; those of a sender that makes one up for each span do not.
 */
final class SharedParts {
  // By what they say: a reader whose tables were full, or one after a restart, makes further
  // objects.
  private final Map<Object, Uses> uses = new HashMap<>();
  private long heapBytes;

  private static final class Uses {
    private final Object part;
    private final int bytes;
    private int spans;

    Uses(Object part, int bytes) {
      this.part = part;
      this.bytes = bytes;
    }
  }

  /** Charges a resource for one more span; returns the one that equal ones are charged as. */
  Origin add(Origin origin) {
    return add(origin, origin.bytes().length);
  }

  /** The same of a scope. */
  Scope add(Scope scope) {
    return add(scope, scope.bytes().length);
  }

  void remove(SlicedSpan span) {
    remove(span.sharedOrigin());
    remove(span.sharedScope());
  }

  /** What they take of the heap, by estimate. */
  long heapBytes() {
    return heapBytes;
  }

  @SuppressWarnings("unchecked") // what is equal to a part is of its class
  private <P> P add(P part, int bytes) {
    Uses known = uses.get(part);
    if (known == null) {
      known = new Uses(part, HeapEstimate.SHARED_PART + bytes);
      uses.put(part, known);
      heapBytes += known.bytes;
    }
    known.spans++;
    return (P) known.part;
  }

  private void remove(Object part) {
    Uses known = uses.get(part);
    if (known != null && --known.spans == 0) {
      uses.remove(part);
      heapBytes -= known.bytes;
    }
  }
}
