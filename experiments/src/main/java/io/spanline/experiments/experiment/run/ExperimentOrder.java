package io.spanline.experiments.experiment.run;

import io.spanline.experiments.experiment.file.ExperimentRecord.FaultAsked;
import io.spanline.experiments.experiment.plan.ExperimentPlan;
import io.spanline.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An experiment with all that it needs.
 *
 * @param text of the file that asked it
 * @param usual what the system is held against before anything is done; null if it may be as it is
 * @param fault what is done in faulty rounds; null for nothing
 * @param toggle null if there is no fault
 * @param stack where the traces arrive
 * @param data folder of the stack
 */
public record ExperimentOrder(
    ExperimentPlan plan,
    String text,
    Load load,
    @Nullable StoredBaseline usual,
    @Nullable FaultAsked fault,
    @Nullable FaultSwitch toggle,
    Settings stack,
    Path data) {
  private static final Duration AROUND_A_ROUND = Duration.ofSeconds(15);

  /** How long the fault may stay on by itself: for rounds with what goes ahead of them. */
  public Duration lease(int rounds) {
    return load.longestRound().plus(AROUND_A_ROUND).multipliedBy(rounds);
  }
}
