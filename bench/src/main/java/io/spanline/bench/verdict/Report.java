package io.spanline.bench.verdict;

import io.spanline.experiments.compare.Comparison;
import io.spanline.experiments.compare.Word;
import java.util.Arrays;

/** What {@code compare}, and the rules next to it, say of two sides. */
final class Report {
  private final Comparison comparison;
  // By service, the root first; each is sorted once if a rule asks for it.
  private final long[][] before;
  private final long[][] after;
  private final boolean[] isSorted = new boolean[Star.SERVICES];

  /** Nanoseconds by service, the root first. */
  Report(Comparison comparison, long[][] before, long[][] after) {
    this.comparison = comparison;
    this.before = before.clone();
    this.after = after.clone();
  }

  Comparison comparison() {
    return comparison;
  }

  /** Whether a figure of the root is called worse. */
  boolean isRootWorse(String figure) {
    return comparison.subjects().stream()
        .filter(subject -> subject.name().equals(Star.ROOT))
        .flatMap(subject -> subject.figures().stream())
        .anyMatch(found -> found.name().equals(figure) && found.word() == Word.WORSE);
  }

  /** Whether a rule calls any service worse. */
  boolean isAnyWorse(Rule rule) {
    for (int i = 0; i < Star.SERVICES; i++) {
      if (isWorse(rule, i)) {
        return true;
      }
    }
    return false;
  }

  boolean isRootWorse(Rule rule) {
    return isWorse(rule, 0);
  }

  private boolean isWorse(Rule rule, int service) {
    if (!isSorted[service]) {
      before[service] = sorted(before[service]);
      after[service] = sorted(after[service]);
      isSorted[service] = true;
    }
    return rule.isWorse(before[service], after[service]);
  }

  private static long[] sorted(long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return sorted;
  }
}
