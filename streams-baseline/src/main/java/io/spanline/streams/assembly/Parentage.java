package io.spanline.streams.assembly;

import io.spanline.model.SpanId;
import io.spanline.model.SpanLink;
import java.util.HashSet;
import java.util.Set;

/** Which spans of a trace are known and which are still awaited as parents. */
final class Parentage {
  private final Set<SpanId> known = new HashSet<>();
  private final Set<SpanId> awaited = new HashSet<>();
  private boolean rooted;

  void add(SpanLink link) {
    known.add(link.key().spanId());
    awaited.remove(link.key().spanId());
    SpanId parent = link.parentId();
    if (parent == null) {
      rooted = true;
    } else if (!known.contains(parent)) {
      awaited.add(parent);
    }
  }

  /**
   * Rooted, and no parent missing. A root that is only local does not suffice: its caller may run.
   */
  boolean isWhole() {
    return rooted && awaited.isEmpty();
  }
}
