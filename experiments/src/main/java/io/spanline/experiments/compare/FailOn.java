package io.spanline.experiments.compare;

/** What a comparison fails on. */
public enum FailOn {
  /** Whatever is worse or gone. */
  WORSE,
  /** Also a figure that decides and may be worse. */
  UNCLEAR;

  /** Whether the whole fails: with no figure that decides, nothing is shown. */
  public boolean fails(Comparison comparison) {
    return comparison.has(Word.WORSE)
        || comparison.has(Word.GONE)
        || (this == UNCLEAR && !comparison.word().isNotWorse());
  }

  /** Whether it fails because of a figure. */
  public boolean fails(Comparison comparison, Subject subject, Figure figure) {
    return figure.word() == Word.WORSE
        || (this == UNCLEAR && subject.decides(figure, comparison) && !figure.word().isNotWorse());
  }
}
