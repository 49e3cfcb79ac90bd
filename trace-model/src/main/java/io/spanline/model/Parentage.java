package io.spanline.model;

import io.spanline.model.SpanLink.Ending;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which spans of a trace are known and which are awaited as parents: the one rule of what is a
 * root, an orphan and a local root. Spans may be added in any order; every question but that for
 * all missing parents takes the same time in a large trace as in a small one.
 */
public final class Parentage {
  // An id's number has a bit for each kind that is known of it, since a CLIENT and a SERVER span
  // may share one; then one for each kind that has ended.
  private static final int ENDED = SpanKind.values().length;
  private static final int AWAITED = 1 << (2 * ENDED);

  private final SpanIds ids = new SpanIds();
  private int awaited;
  private boolean rooted;
  private boolean ended;

  /** The parentage of these spans alone. */
  public static Parentage of(Collection<SpanLink> links) {
    Parentage parentage = new Parentage();
    links.forEach(parentage::add);
    return parentage;
  }

  /** Forgets all spans. */
  public void clear() {
    ids.clear();
    awaited = 0;
    rooted = false;
    ended = false;
  }

  /** Adds a span, or a further copy of one. */
  public void add(SpanLink link) {
    long id = link.spanIdValue();
    int kind = bit(link.kind());
    int before = ids.get(id);
    awaited -= (before & AWAITED) == 0 ? 0 : 1;
    ids.put(id, (before & ~AWAITED) | kind | (link.isUnfinished() ? 0 : kind << ENDED));
    long parent = link.parentIdValue();
    if (parent == 0) {
      rooted = true;
      ended |= !link.isUnfinished();
    } else if (ids.get(parent) == 0) {
      ids.put(parent, AWAITED);
      awaited++;
    }
  }

  /** How a span had ended as far as its copies say; null if it is not known. */
  public @Nullable Ending ending(SpanKey key) {
    int known = ids.get(key.spanId().value());
    if ((known & bit(key.kind())) == 0) {
      return null;
    }
    return (known & (bit(key.kind()) << ENDED)) == 0 ? Ending.UNFINISHED : Ending.ENDED;
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
    return ended && awaited == 0;
  }

  /**
   * Whether the span has a parent that is not known. The parent of a SERVER span that shares the id
   * of a CLIENT span is that.
   */
  public boolean isOrphan(SpanLink link) {
    long parent = link.parentIdValue();
    return parent != 0 && (ids.get(parent) & AWAITED) != 0 && !isShared(link);
  }

  private boolean isShared(SpanLink link) {
    return link.kind() == SpanKind.SERVER
        && (ids.get(link.spanIdValue()) & bit(SpanKind.CLIENT)) != 0;
  }

  private static int bit(SpanKind kind) {
    return 1 << kind.number();
  }

  /**
   * Whether the span began its trace in this system: an orphan, and an entry span whose parent is
   * not said to be of the same process.
   */
  public boolean isLocalRoot(SpanLink link) {
    return link.kind().isEntry() && link.parentPlace() != Remoteness.LOCAL && isOrphan(link);
  }

  /** The parents that no span has, in ascending order of their hex digits. */
  List<SpanId> missingParents() {
    if (awaited == 0) {
      return List.of();
    }
    List<SpanId> missing = new ArrayList<>(awaited);
    Arrays.stream(ids.with(AWAITED)).mapToObj(SpanId::new).sorted().forEach(missing::add);
    return missing;
  }
}
