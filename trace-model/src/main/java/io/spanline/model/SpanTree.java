package io.spanline.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The spans of a trace by their parents: the one rule of who called. A CLIENT and a SERVER span may
 * share an id, as Zipkin's do: the CLIENT is then the parent of the SERVER.
 *
 * @param <S> what is known of a span
 */
public final class SpanTree<S extends Linked> {
  private record Processed(SpanId parent, String service) {}

  private final List<S> spans;
  // For each id the place of its last span, plus one; from there likewise the others of the id.
  private final SpanIds lastOfId = new SpanIds();
  private int[] othersOfId;
  // Most traces have no messages: the set is made for the first.
  private Set<Processed> processed = Set.of();
  // The caller above each span between that a walk has passed: no part of a way is gone twice.
  private final Map<SpanKey, Optional<S>> above = new HashMap<>();

  public SpanTree(Collection<? extends S> spans) {
    this.spans = new ArrayList<>(spans.size());
    this.othersOfId = new int[spans.size()];
    spans.forEach(this::add);
  }

  /** Adds a span; one of the same id and kind takes its place. */
  public void add(S span) {
    above.clear();
    int copy = place(span.key());
    if (copy < 0) {
      append(span);
    } else {
      spans.set(copy, span);
    }
    SpanId parent = span.link().parentId();
    if (parent != null && span.kind() == SpanKind.CONSUMER && !takesMessage(span)) {
      processed = processed.isEmpty() ? new HashSet<>() : processed;
      processed.add(new Processed(parent, span.service()));
    }
  }

  private void append(S span) {
    int place = spans.size();
    if (place == othersOfId.length) {
      othersOfId = Arrays.copyOf(othersOfId, 2 * place + 4);
    }
    long id = span.key().spanId().value();
    othersOfId[place] = lastOfId.get(id);
    lastOfId.put(id, place + 1);
    spans.add(span);
  }

  /** Where the span of that id and kind is; -1 if there is none. */
  private int place(SpanKey key) {
    int place = lastOfId.get(key.spanId().value()) - 1;
    while (place >= 0 && spans.get(place).kind() != key.kind()) {
      place = othersOfId[place] - 1;
    }
    return place;
  }

  /** The span's parent; null if it has none or that is not known. */
  public @Nullable S parent(S span) {
    SpanId own = span.key().spanId();
    if (span.kind() == SpanKind.SERVER) {
      int shared = place(new SpanKey(own, SpanKind.CLIENT));
      if (shared >= 0) {
        return spans.get(shared);
      }
    }
    SpanId id = span.link().parentId();
    if (id == null || own.equals(id)) {
      return null;
    }
    S parent = null;
    for (int i = lastOfId.get(id.value()) - 1; i >= 0; i = othersOfId[i] - 1) {
      S each = spans.get(i);
      if (parent == null || isNearer(each, parent, span)) {
        parent = each;
      }
    }
    return parent;
  }

  /**
   * The span that called an entry span, or sent its message: the nearest above it that is neither
   * INTERNAL nor only took the message; if there is no such span, the topmost. Null if the entry
   * span has no parent, or the way up to its caller has a gap.
   */
  public @Nullable S caller(S entry) {
    S next = parent(entry);
    if (next == null || !isBetween(next)) {
      return next;
    }
    List<SpanKey> way = new ArrayList<>();
    while (next != null && isBetween(next) && !above.containsKey(next.key())) {
      // A circle leads nowhere.
      above.put(next.key(), Optional.empty());
      way.add(next.key());
      S parent = parent(next);
      if (parent == null && next.link().parentId() == null) {
        return passed(way, next);
      }
      next = parent;
    }
    if (next != null && isBetween(next)) {
      next = above.getOrDefault(next.key(), Optional.empty()).orElse(null);
    }
    return passed(way, next);
  }

  private @Nullable S passed(List<SpanKey> way, @Nullable S caller) {
    way.forEach(key -> above.put(key, Optional.ofNullable(caller)));
    return caller;
  }

  /**
   * Whether an entry span is a request. One that took a message is none if a span of its service
   * processed the message, below it or under the same parent.
   */
  public boolean isRequest(S span) {
    if (!span.kind().isEntry()) {
      return false;
    }
    SpanId parent = span.link().parentId();
    return !takesMessage(span)
        || !(processed.contains(new Processed(span.key().spanId(), span.service()))
            || (parent != null && processed.contains(new Processed(parent, span.service()))));
  }

  private boolean isBetween(S span) {
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
