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
 * @param truncated spans that a cap cut from the trace
 */
public record Outcome(
    boolean remoteParent, List<Reason> reasons, List<SpanId> missingParents, int truncated) {
  /** A trace of ten thousand orphans must not make a record of nothing but their parents. */
  static final int MOST_MISSING_PARENTS = 1_000;

  public static final Outcome COMPLETE = new Outcome(false, List.of(), List.of(), 0);

  public Outcome {
    reasons = List.copyOf(reasons);
    missingParents = List.copyOf(missingParents);
  }

  /** What kept a trace from being complete, gravest first. */
  public enum Reason {
    EVICTED,
    TRUNCATED,
    NO_ROOT,
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
    List<SpanLink> orphans = links.stream().filter(parentage::isOrphan).toList();
    boolean rooted = parentage.isRooted();
    if (!rooted && orphans.size() == 1 && parentage.isLocalRoot(orphans.get(0))) {
      return new Outcome(true, List.of(), List.of(), 0);
    }
    List<Reason> reasons = new ArrayList<>();
    if (!rooted) {
      reasons.add(Reason.NO_ROOT);
    }
    if (!orphans.isEmpty()) {
      reasons.add(Reason.ORPHANS);
    }
    List<SpanId> missing = parentage.missingParents();
    int listed = Math.min(missing.size(), MOST_MISSING_PARENTS);
    return new Outcome(false, reasons, missing.subList(0, listed), 0);
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

  /** This outcome with the facts of a cut or an eviction added. */
  public Outcome with(Reason reason, int spansCut) {
    List<Reason> all = new ArrayList<>(reasons);
    if (!all.contains(reason)) {
      all.add(reason);
    }
    all.sort(null);
    return new Outcome(remoteParent, all, missingParents, truncated + spansCut);
  }
}
