package io.spanline.experiments.compare;

import org.jspecify.annotations.Nullable;

/**
 * Whether what only one side has is shown to be new or gone: a few requests may all fall on one
 * side by chance.
 *
 * @param own requests or calls of it
 * @param ownAll all of that side among which they are
 * @param otherAll all of the other side
 */
record Absence(long own, long ownAll, long otherAll) {
  /** Null if both sides have the subject, which is one among these. */
  static @Nullable Word word(Subject of, long allBefore, long allAfter, double tail) {
    if (of.before() == null && of.after() != null) {
      return new Absence(of.after(), allAfter, allBefore).word(Word.NEW, tail);
    }
    return of.before() != null && of.after() == null
        ? new Absence(of.before(), allBefore, allAfter).word(Word.GONE, tail)
        : null;
  }

  /**
   * {@code word} if chance has at most the tail's share in it; of an empty side everything is gone.
   */
  Word word(Word word, double tail) {
    double chance = StrictMath.pow((double) ownAll / (ownAll + otherAll), (double) own);
    return otherAll == 0 || chance <= tail ? word : Word.TOO_LITTLE_DATA;
  }
}
