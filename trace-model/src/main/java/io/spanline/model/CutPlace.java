package io.spanline.model;

import java.util.Comparator;

/**
 * A span's place in the order in which caps cut a trace, from the span alone: the lesser is cut
 * first. What tells least goes first: INTERNAL spans, then calls, then requests, then what has no
 * parent; among those the largest.
 *
 * @param bytes of the span's fragment
 */
public record CutPlace(Rank rank, int bytes, SpanKey key) implements Comparable<CutPlace> {
  private static final Comparator<CutPlace> ORDER =
      Comparator.comparing(CutPlace::rank)
          .thenComparing(CutPlace::bytes, Comparator.reverseOrder())
          .thenComparing(CutPlace::key);

  /** What a span tells of its trace, least first. */
  public enum Rank {
    INTERNAL,
    EXIT,
    ENTRY,
    NO_PARENT
  }

  public static CutPlace of(SpanLink link, int bytes) {
    return new CutPlace(rankOf(link), bytes, link.key());
  }

  @Override
  public int compareTo(CutPlace other) {
    return ORDER.compare(this, other);
  }

  private static Rank rankOf(SpanLink link) {
    if (link.parentIdValue() == 0) {
      return Rank.NO_PARENT;
    }
    if (link.kind().isEntry()) {
      return Rank.ENTRY;
    }
    return link.kind().isExit() ? Rank.EXIT : Rank.INTERNAL;
  }
}
