package io.spanline.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * How the assembly of a trace ended.
 *
 * @param reasons why the trace is not complete; empty exactly where it is
 * @param missingParents ids of parents that no span of the trace has; in ascending order of text,
 *     at most {@value #MOST_MISSING_PARENTS}
 * @param cut what a cap cut from the trace
 */
public record Outcome(
    boolean remoteParent, List<Reason> reasons, List<SpanId> missingParents, Cut cut) {
  /** A trace of ten thousand orphans must not make a record of nothing but their parents. */
  static final int MOST_MISSING_PARENTS = 1_000;

  public static final Outcome COMPLETE = new Outcome(false, List.of(), List.of(), Cut.NONE);

  public Outcome {
    reasons = List.copyOf(reasons);
    missingParents = List.copyOf(missingParents);
  }

  /**
   * Spans that a cap cut.
   *
   * @param entrySpans how many of them were requests
   */
  public record Cut(int spans, int entrySpans) {
    public static final Cut NONE = new Cut(0, 0);

    public Cut {
      if (entrySpans < 0 || spans < entrySpans) {
        throw new IllegalArgumentException(
            "of the cut spans some are entry spans, were %s of %s".formatted(entrySpans, spans));
      }
    }

    public static Cut of(Collection<SpanKey> spans) {
      if (spans.isEmpty()) {
        return NONE;
      }
      long entries = spans.stream().filter(span -> span.kind().isEntry()).count();
      return new Cut(spans.size(), (int) entries);
    }

    /** Both together; a sum that no int holds is the greatest that one does. */
    public Cut and(Cut more) {
      return new Cut(
          (int) Math.min(Integer.MAX_VALUE, (long) spans + more.spans),
          (int) Math.min(Integer.MAX_VALUE, (long) entrySpans + more.entrySpans));
    }

    Cut most(Cut other) {
      return new Cut(Math.max(spans, other.spans), Math.max(entrySpans, other.entrySpans));
    }
  }

  /** What kept a trace from being complete, gravest first. */
  public enum Reason {
    EVICTED,
    TRUNCATED,
    NO_ROOT,
    /** The root has no end. */
    UNFINISHED_ROOT,
    ORPHANS;

    /** The word for it in JSON and headers. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Reason parse(String word) {
      for (Reason reason : values()) {
        if (reason.word().equals(word)) {
          return reason;
        }
      }
      throw new IllegalArgumentException("there is no reason '" + word + "' of an outcome");
    }
  }

  /**
   * What assembly would say of these spans if no more came: complete with a root whose every
   * descendant is known, complete with a remote parent, or why not.
   */
  public static Outcome of(Collection<SpanLink> links) {
    Parentage parentage = Parentage.of(links);
    if (parentage.isWhole()) {
      return COMPLETE;
    }
    List<SpanLink> orphans = links.stream().filter(parentage::isOrphan).toList();
    boolean rooted = parentage.isRooted();
    if (!rooted && orphans.size() == 1 && parentage.isLocalRoot(orphans.get(0))) {
      return new Outcome(true, List.of(), List.of(), Cut.NONE);
    }
    List<Reason> reasons = new ArrayList<>();
    if (!rooted) {
      reasons.add(Reason.NO_ROOT);
    }
    if (parentage.isUnfinished()) {
      reasons.add(Reason.UNFINISHED_ROOT);
    }
    if (!orphans.isEmpty()) {
      reasons.add(Reason.ORPHANS);
    }
    List<SpanId> missing = parentage.missingParents();
    int listed = Math.min(missing.size(), MOST_MISSING_PARENTS);
    return new Outcome(false, reasons, missing.subList(0, listed), Cut.NONE);
  }

  /** How many spans a cap cut. */
  public int truncated() {
    return cut.spans();
  }

  public boolean isComplete() {
    return reasons.isEmpty();
  }

  /** One word: complete, complete-remote-parent, or the gravest reason. */
  public String word() {
    if (!isComplete()) {
      return reasons.get(0).word();
    }
    return remoteParent ? "complete-remote-parent" : "complete";
  }

  /** This outcome of a trace that had to go before it was due. */
  public Outcome evicted() {
    return with(Reason.EVICTED, cut);
  }

  /** This outcome if a cap cut these spans as well. */
  public Outcome without(Cut more) {
    return more.spans() == 0 ? this : with(Reason.TRUNCATED, cut.and(more));
  }

  private Outcome with(Reason reason, Cut newCut) {
    List<Reason> all = new ArrayList<>(reasons);
    if (!all.contains(reason)) {
      all.add(reason);
    }
    all.sort(null);
    return new Outcome(remoteParent, all, missingParents, newCut);
  }
}
