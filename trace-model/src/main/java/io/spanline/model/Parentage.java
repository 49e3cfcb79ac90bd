package io.spanline.model;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which spans of a trace are known and which are awaited as parents: the one rule of what is a
 * root, an orphan and a local root. Spans may be added in any order.
 */
public final class Parentage {
  // By bits of the kinds: a CLIENT and a SERVER span may share an id.
  private final Map<SpanId, Integer> known = new HashMap<>();
  private final Set<SpanId> awaited = new HashSet<>();
  private boolean rooted;
  private boolean ended;

  /** The parentage of these spans alone. */
  public static Parentage of(Collection<SpanLink> links) {
    Parentage parentage = new Parentage();
    links.forEach(parentage::add);
    return parentage;
  }

  /** Adds a span. */
  public void add(SpanLink link) {
    known.merge(link.key().spanId(), bit(link.key().kind()), (some, more) -> some | more);
    awaited.remove(link.key().spanId());
    SpanId parent = link.parentId();
    if (parent == null) {
      rooted = true;
      ended |= !link.isUnfinished();
    } else if (!known.containsKey(parent)) {
      awaited.add(parent);
    }
  }

  /** Whether a span has no parent: the root. */
  public boolean isRooted() {
    return rooted;
  }

  /** Whether there is a root, and all that came of it is unfinished. */
  boolean isUnfinished() {
    return rooted && !ended;
  }

  /**
   * Rooted, the root has ended, and no parent is missing. A root that is only local does not
   * suffice: its caller may run.
   */
  public boolean isWhole() {
    return ended && awaited.isEmpty();
  }

  /**
   * Whether the span has a parent that is not known. The parent of a SERVER span that shares the id
   * of a CLIENT span is that.
   */
  public boolean isOrphan(SpanLink link) {
    return link.parentId() != null && awaited.contains(link.parentId()) && !isShared(link.key());
  }

  private boolean isShared(SpanKey key) {
    int kinds = known.getOrDefault(key.spanId(), 0);
    return key.kind() == SpanKind.SERVER && (kinds & bit(SpanKind.CLIENT)) != 0;
  }

  private static int bit(SpanKind kind) {
    return 1 << kind.number();
  }

  /**
   * Whether the span began its trace in this system: an orphan, and an entry span whose parent is
   * not said to be of the same process.
   */
  public boolean isLocalRoot(SpanLink link) {
    return link.key().kind().isEntry() && link.parentPlace() != Remoteness.LOCAL && isOrphan(link);
  }

  /** The parents that no span has, in ascending order of their hex digits. */
  List<SpanId> missingParents() {
    return awaited.stream().sorted().toList();
  }
}
