package io.spanline.streams.assembly;

import io.spanline.model.Origin;
import io.spanline.model.Scope;
import io.spanline.model.SlicedSpan;
import io.spanline.model.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the spans of the open traces share, each with a number while an open span has it: resource,
 * scope, operation and peer together. Most spans share them with thousands; those of a sender that
 * makes one up for each span do not, so each is charged, and a resource or scope once.
 */
final class SharedParts {
  // By what they say: a reader whose tables were full, or one after a restart, makes further
  // objects.
  private final Map<Shared, Shared> known = new HashMap<>();
  private final Map<Object, Uses> uses = new HashMap<>();
  private final List<@Nullable Shared> byNumber = new ArrayList<>();
  private final ArrayDeque<Integer> free = new ArrayDeque<>();
  private long heapBytes;

  private static final class Shared {
    private final Origin origin;
    private final Scope scope;
    private final String operation;
    private final @Nullable String peer;
    private int number;
    private int spans;

    Shared(Origin origin, Scope scope, String operation, @Nullable String peer) {
      this.origin = origin;
      this.scope = scope;
      this.operation = operation;
      this.peer = peer;
    }

    int heapBytes() {
      return HeapEstimate.SHARED_NAMES + operation.length() + (peer == null ? 0 : peer.length());
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Shared shared
          && operation.equals(shared.operation)
          && Objects.equals(peer, shared.peer)
          && origin.equals(shared.origin)
          && scope.equals(shared.scope);
    }

    @Override
    public int hashCode() {
      int names = 31 * operation.hashCode() + (peer == null ? 0 : peer.hashCode());
      return 31 * (31 * names + origin.hashCode()) + scope.hashCode();
    }
  }

  private static final class Uses {
    private final Object part;
    private final int bytes;
    private int count;

    Uses(Object part, int bytes) {
      this.part = part;
      this.bytes = bytes;
    }
  }

  /** A span in the form in which what it shares has objects of its own. */
  static SlicedSpan sliced(Span span) {
    return span instanceof SlicedSpan sliced
        ? sliced
        : SlicedSpan.of(span, Origin.of(span.origin()), Scope.of(span.scope()));
  }

  /** Charges what a further span has; returns its number. */
  int add(SlicedSpan span) {
    Shared wanted =
        new Shared(span.sharedOrigin(), span.sharedScope(), span.operation(), span.peer());
    Shared found = known.get(wanted);
    if (found == null) {
      found = begin(wanted);
    }
    found.spans++;
    return found.number;
  }

  private Shared begin(Shared wanted) {
    Origin origin = use(wanted.origin, wanted.origin.bytes().length);
    Scope scope = use(wanted.scope, wanted.scope.bytes().length);
    Shared begun = new Shared(origin, scope, wanted.operation, wanted.peer);
    if (free.isEmpty()) {
      begun.number = byNumber.size();
      byNumber.add(begun);
    } else {
      begun.number = free.removeLast();
      byNumber.set(begun.number, begun);
    }
    known.put(begun, begun);
    heapBytes += begun.heapBytes();
    return begun;
  }

  /** A span has what stands under a number no longer. */
  void remove(int number) {
    Shared shared = numbered(number);
    if (--shared.spans == 0) {
      known.remove(shared);
      byNumber.set(number, null);
      free.addLast(number);
      heapBytes -= shared.heapBytes();
      unuse(shared.origin);
      unuse(shared.scope);
    }
  }

  /** The packed span that has what stands under a number. */
  SlicedSpan unpack(byte[] array, int at, int number) {
    Shared shared = numbered(number);
    return SlicedSpan.unpack(array, at, shared.origin, shared.scope, shared.operation, shared.peer);
  }

  private Shared numbered(int number) {
    return Objects.requireNonNull(byNumber.get(number));
  }

  /** What they take of the heap, by estimate. */
  long heapBytes() {
    return heapBytes;
  }

  @SuppressWarnings("unchecked") // what is equal to a part is of its class
  private <P> P use(P part, int bytes) {
    Uses found = uses.get(part);
    if (found == null) {
      found = new Uses(part, HeapEstimate.SHARED_PART + bytes);
      uses.put(part, found);
      heapBytes += found.bytes;
    }
    found.count++;
    return (P) found.part;
  }

  private void unuse(Object part) {
    Uses found = Objects.requireNonNull(uses.get(part));
    if (--found.count == 0) {
      uses.remove(part);
      heapBytes -= found.bytes;
    }
  }
}
