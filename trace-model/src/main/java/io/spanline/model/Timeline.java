package io.spanline.model;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * When the spans of a trace were under way, in nanoseconds since the epoch, once clocks that differ
 * are corrected. The spans stay as they came; what cannot be has moved:
 *
 * <ul>
 *   <li>a SERVER span of another process than its parent moves if it starts before the parent, or
 *       ends after the end of a parent that did not fail (a caller that gave up is outlived by its
 *       callee): to the parent's middle if it fits, else to its start;
 *   <li>a CONSUMER span of another process, and what a PRODUCER span led to, moves only to its
 *       parent's start, if it starts before;
 *   <li>a child of the same process moves with its parent.
 * </ul>
 *
 * @param <S> what is known of a span
 */
public final class Timeline<S extends Timed> {
  private static final long REPORTED = 1_000_000;

  private static final long[] STILL = {};

  private final SpanTree<S> tree;
  // By the places of the tree; of most traces no span moves.
  private long[] shifts = STILL;

  private Timeline(SpanTree<S> tree) {
    this.tree = tree;
    // Where no clock differs, nothing moves, and nothing need be walked.
    if (isOfSeveral(tree) && anyMoves()) {
      shifts = new long[tree.size()];
      walk();
    }
  }

  /** The timeline of the spans of one trace, in any order. */
  public static <S extends Timed> Timeline<S> of(Collection<? extends S> spans) {
    return of(new SpanTree<>(spans));
  }

  /** The timeline of the spans of a tree, to which none is added any more. */
  public static <S extends Timed> Timeline<S> of(SpanTree<S> tree) {
    return new Timeline<>(tree);
  }

  private boolean anyMoves() {
    for (int i = 0; i < tree.size(); i++) {
      S span = tree.get(i);
      if (span.kind().isEntry() && move(span, tree.parent(span), 0) != 0) {
        return true;
      }
    }
    return false;
  }

  public long startNanos(S span) {
    return span.startNanos() + shiftNanos(span);
  }

  /** The order of the starts. */
  public int compareStarts(S one, S other) {
    return Long.compareUnsigned(startNanos(one), startNanos(other));
  }

  /** The end; the start of a span whose times say no duration. */
  public long endNanos(S span) {
    return startNanos(span) + span.durationNanos();
  }

  /** How far the span moved: later if positive. */
  public long shiftNanos(S span) {
    int place = shifts.length == 0 ? SpanTree.NONE : tree.place(span);
    return place == SpanTree.NONE ? 0 : shifts[place];
  }

  /** How far the span moved against its parent, at least 1 ms; null if it did not. */
  public @Nullable Long skewNanos(S span, S parent) {
    long skew = shiftNanos(span) - shiftNanos(parent);
    return hasMoved(span) && (skew >= REPORTED || skew <= -REPORTED) ? skew : null;
  }

  /** Whether the span moved by itself, not with its parent. */
  private boolean hasMoved(S span) {
    S parent = shiftNanos(span) == 0 ? null : tree.parent(span);
    return parent != null && !span.resource().equals(parent.resource());
  }

  /**
   * The time between an exit span and an entry span that it led to: client minus server time; for
   * messaging, where the caller does not wait, from the producer's end to the consumer's start,
   * which may be negative. Null if the times of either say no duration, or if the consumer moved.
   */
  public @Nullable Long gapNanos(S exit, S entry) {
    if (!exit.isTimed() || !entry.isTimed()) {
      return null;
    }
    if (exit.kind() != SpanKind.PRODUCER) {
      return exit.durationNanos() - entry.durationNanos();
    }
    long start = startNanos(entry);
    boolean cannotBe = Long.compareUnsigned(start, startNanos(exit)) < 0;
    // Moved with its own parent, such as the span that took the message, it is a guess as well.
    boolean hasMoved = shiftNanos(entry) != 0 && !entry.resource().equals(exit.resource());
    return cannotBe || hasMoved ? null : difference(start, endNanos(exit));
  }

  /** Places each span after its parent. */
  private void walk() {
    // Of each span the place of a child, plus one; of each child likewise the next one.
    int[] children = new int[tree.size()];
    int[] siblings = new int[tree.size()];
    int[] order = new int[tree.size()];
    int placed = 0;
    for (int i = 0; i < order.length; i++) {
      int parent = tree.parentPlace(tree.get(i));
      if (parent == SpanTree.NONE) {
        order[placed++] = i;
      } else {
        siblings[i] = children[parent];
        children[parent] = i + 1;
      }
    }
    for (int i = 0; i < placed; i++) {
      for (int child = children[order[i]] - 1; child >= 0; child = siblings[child] - 1) {
        place(child, order[i]);
        order[placed++] = child;
      }
    }
  }

  private void place(int child, int parent) {
    S span = tree.get(child);
    S above = tree.get(parent);
    boolean together = span.resource().equals(above.resource());
    shifts[child] = together ? shifts[parent] : move(span, above, shifts[parent]);
  }

  /** How far a span has to move to stand where it can under its parent, which moved so far. */
  private static long move(Timed span, @Nullable Timed parent, long parentShift) {
    if (parent == null
        || !span.kind().isEntry()
        || span.startNanos() == 0
        || parent.startNanos() == 0
        || span.resource().equals(parent.resource())) {
      return 0;
    }
    long start = parent.startNanos() + parentShift;
    boolean early = Long.compareUnsigned(span.startNanos(), start) < 0;
    if (span.kind() == SpanKind.CONSUMER || parent.kind() == SpanKind.PRODUCER) {
      return early ? start - span.startNanos() : 0;
    }
    boolean both = span.isTimed() && parent.isTimed();
    boolean late =
        both
            && !parent.isError()
            && Long.compareUnsigned(end(span, 0), end(parent, parentShift)) > 0;
    if (!early && !late) {
      return 0;
    }
    long room = both ? parent.durationNanos() - span.durationNanos() : 0;
    return start + Math.max(0, room) / 2 - span.startNanos();
  }

  private static long end(Timed span, long shift) {
    return span.startNanos() + shift + span.durationNanos();
  }

  /** Whether there is more than one clock among the spans. */
  private static boolean isOfSeveral(SpanTree<? extends Timed> tree) {
    Object first = null;
    for (int i = 0; i < tree.size(); i++) {
      Object resource = tree.get(i).resource();
      if (first == null) {
        first = resource;
      } else if (resource != first && !resource.equals(first)) {
        return true;
      }
    }
    return false;
  }

  private static long difference(long later, long earlier) {
    long difference = later - earlier;
    if (Long.compareUnsigned(later, earlier) >= 0) {
      return difference < 0 ? Long.MAX_VALUE : difference;
    }
    return difference >= 0 ? Long.MIN_VALUE : difference;
  }
}
