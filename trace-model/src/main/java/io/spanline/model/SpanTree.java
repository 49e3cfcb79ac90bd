package io.spanline.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The spans of a trace by their parents: the one rule of who called. A CLIENT and a SERVER span may
 * share an id, as Zipkin's do: the CLIENT is then the parent of the SERVER.
 *
 * @param <S> what is known of a span
 */
public final class SpanTree<S extends Linked> {
  /** No place. */
  public static final int NONE = -1;

  private static final int FEWEST = 8;
  private static final int[] NOTHING = {};
  // In the table of callers: 0 is a place that no walk has passed.
  private static final int PASSED = 2;

  private record Processed(long parent, String service) {}

  private final List<S> spans;
  // For each hash the place of its last span, plus one; from there likewise the others of the hash.
  private int[] lastOfHash = new int[FEWEST];
  private int[] others;
  // Most traces have no messages: the set is made for the first.
  private Set<Processed> processed = Set.of();
  // The caller above each span between that a walk has passed: no part of a way is gone twice.
  private int[] callers = NOTHING;

  public SpanTree(Collection<? extends S> spans) {
    this.spans = new ArrayList<>(spans.size());
    this.others = new int[spans.size()];
    for (S span : spans) {
      add(span);
    }
  }

  /** Adds a span; one of the same id and kind takes its place. */
  public void add(S span) {
    callers = NOTHING;
    int copy = place(span);
    if (copy == NONE) {
      append(span);
    } else {
      spans.set(copy, span);
    }
    long parent = span.parentIdValue();
    if (parent != 0 && span.kind() == SpanKind.CONSUMER && !takesMessage(span)) {
      processed = processed.isEmpty() ? new HashSet<>() : processed;
      processed.add(new Processed(parent, span.service()));
    }
  }

  private void append(S span) {
    int place = spans.size();
    spans.add(span);
    if (place == others.length) {
      others = Arrays.copyOf(others, 2 * place + 4);
    }
    if (place < lastOfHash.length) {
      chain(place);
      return;
    }
    lastOfHash = new int[2 * lastOfHash.length];
    for (int i = 0; i <= place; i++) {
      chain(i);
    }
  }

  private void chain(int place) {
    int hash = hash(spans.get(place).spanIdValue());
    others[place] = lastOfHash[hash];
    lastOfHash[hash] = place + 1;
  }

  private int hash(long id) {
    return SpanId.hash(id) & lastOfHash.length - 1;
  }

  public int size() {
    return spans.size();
  }

  /** The span at a place: a number below the size, in the order in which the spans were added. */
  public S get(int place) {
    return spans.get(place);
  }

  /** Where the span of that id and kind is; {@link #NONE} if there is none. */
  public int place(Linked span) {
    return place(span.spanIdValue(), span.kind());
  }

  private int place(long id, SpanKind kind) {
    int place = lastOfHash[hash(id)] - 1;
    while (place >= 0 && !(spans.get(place).spanIdValue() == id && kind == kind(place))) {
      place = others[place] - 1;
    }
    return place;
  }

  private SpanKind kind(int place) {
    return spans.get(place).kind();
  }

  /** The span's parent; null if it has none or that is not known. */
  public @Nullable S parent(Linked span) {
    return at(parentPlace(span));
  }

  /** The place of the {@link #parent}. */
  int parentPlace(Linked span) {
    long own = span.spanIdValue();
    int shared = span.kind() == SpanKind.SERVER ? place(own, SpanKind.CLIENT) : NONE;
    long id = span.parentIdValue();
    if (shared != NONE || id == 0 || id == own) {
      return shared;
    }
    int parent = NONE;
    for (int i = lastOfHash[hash(id)] - 1; i >= 0; i = others[i] - 1) {
      S each = spans.get(i);
      if (each.spanIdValue() == id && (parent == NONE || isNearer(each, spans.get(parent), span))) {
        parent = i;
      }
    }
    return parent;
  }

  private @Nullable S at(int place) {
    return place == NONE ? null : spans.get(place);
  }

  /**
   * The span that called an entry span, or sent its message: the nearest above it that is neither
   * INTERNAL nor only took the message; if there is no such span, the topmost. Null if the entry
   * span has no parent, or the way up to its caller has a gap.
   */
  public @Nullable S caller(Linked entry) {
    return at(callerPlace(entry));
  }

  /** The place of the {@link #caller}. */
  public int callerPlace(Linked entry) {
    int parent = parentPlace(entry);
    return parent == NONE || !isBetween(spans.get(parent)) ? parent : callerAbove(parent);
  }

  private int callerAbove(int between) {
    if (callers.length == 0) {
      callers = new int[spans.size()];
    }
    int at = between;
    while (callers[at] == 0) {
      // A circle leads nowhere.
      callers[at] = PASSED + NONE;
      int parent = parentPlace(spans.get(at));
      if (parent == NONE) {
        return passed(between, spans.get(at).parentIdValue() == 0 ? at : NONE);
      }
      if (!isBetween(spans.get(parent))) {
        return passed(between, parent);
      }
      at = parent;
    }
    return passed(between, callers[at] - PASSED);
  }

  /** Sets the caller above a span and those above it that were passed on the way. */
  private int passed(int between, int caller) {
    int at = caller == NONE ? NONE : between;
    while (at != NONE && callers[at] == PASSED + NONE) {
      callers[at] = PASSED + caller;
      at = parentPlace(spans.get(at));
    }
    return caller;
  }

  /**
   * Whether an entry span is a request. One that took a message is none if a span of its service
   * processed the message, below it or under the same parent.
   */
  public boolean isRequest(Linked span) {
    if (!span.kind().isEntry()) {
      return false;
    }
    // No span is under a parent of 0.
    return !takesMessage(span)
        || !(processed.contains(new Processed(span.spanIdValue(), span.service()))
            || processed.contains(new Processed(span.parentIdValue(), span.service())));
  }

  private static boolean isBetween(Linked span) {
    return (!span.kind().isEntry() && !span.kind().isExit()) || takesMessage(span);
  }

  /** Whether one of two spans that share an id is the parent; never decided by who came first. */
  private static boolean isNearer(Linked one, Linked other, Linked child) {
    int order = nearness(one, child) - nearness(other, child);
    return order > 0 || (order == 0 && one.kind().compareTo(other.kind()) < 0);
  }

  /** The parent is that of the child's service, else the answer. */
  private static int nearness(Linked parent, Linked child) {
    if (parent.service().equals(child.service())) {
      return 2;
    }
    return parent.kind().isEntry() ? 1 : 0;
  }

  private static boolean takesMessage(Linked span) {
    return span.link().step() == SpanLink.Step.TAKE;
  }
}
