package io.spanline.experiments.compare;

import org.jspecify.annotations.Nullable;

/** What healthy and faulty rounds say of some requests. */
sealed interface MeasuredRounds permits PairedRounds, TracedRounds {
  /** Of their latencies; null if no block can be compared. */
  @Nullable RoundFigure quantile(double q);

  /** Of their errors; null likewise. */
  @Nullable RoundFigure errors();

  /** Why its figures say nothing of all of the requests; null if they do. */
  @Nullable String mix();
}
