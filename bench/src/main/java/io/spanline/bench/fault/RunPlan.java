package io.spanline.bench.fault;

import io.spanline.bench.examine.Undisturbed;
import io.spanline.stack.Checkout;
import java.util.Map;

/**
 * What all rows of one run have in common.
 *
 * @param checkout where the programs were built
 * @param settings of every row, over the defaults
 * @param undisturbed the rows of a run without a fault
 */
public record RunPlan(
    Checkout checkout, Map<String, String> settings, FaultOrder order, Undisturbed undisturbed) {
  public RunPlan {
    settings = Map.copyOf(settings);
  }
}
