package io.spanline.bench.fault;

import io.spanline.bench.examine.Undisturbed;
import io.spanline.stack.Checkout;
import java.util.Map;

/**
 * What all rows of one run have in common.
 *
 * @param checkout where the programs were built
 * @param settings of every row, over the defaults
 * @param seed of the traces and of every moment that is left to chance
 * @param kills of the rows that kill again and again
 * @param tracesPerChapter how dense the traffic is
 * @param isShort whether it must not take longer than it has to
 * @param undisturbed the rows of a run without a fault
 */
public record RunPlan(
    Checkout checkout,
    Map<String, String> settings,
    long seed,
    int kills,
    int tracesPerChapter,
    boolean isShort,
    Undisturbed undisturbed) {
  public RunPlan {
    settings = Map.copyOf(settings);
  }
}
