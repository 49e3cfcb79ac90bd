package io.spanline.model;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one rule of which span answers a call. The answer of an exit span is the entry span whose
 * parent it is, of several the first that was offered. An entry span answers one call: of exit
 * spans that share an id the first that asks.
 *
 * @param <S> what is known of a span
 */
public final class Answers<S extends Timed> {
  private final Map<SpanId, S> byParent = new HashMap<>();

  /** Offers a span; the spans of one emission in the order of their starts. */
  public void offer(@Nullable SpanId parent, S span) {
    if (parent != null && span.kind().isEntry()) {
      byParent.putIfAbsent(parent, span);
    }
  }

  /** The answer of an exit span, which is then no other's; null if there is none. */
  public @Nullable S take(SpanId exit) {
    return byParent.remove(exit);
  }

  /** What has answered no call, except the children of some spans. */
  public Collection<S> leftExcept(Collection<SpanId> parents) {
    Map<SpanId, S> left = new HashMap<>(byParent);
    left.keySet().removeAll(parents);
    return left.values();
  }
}
