package io.spanline.experiments.experiment.run;

import io.spanline.experiments.experiment.file.ExperimentRecord.FaultAsked;
import io.spanline.experiments.experiment.plan.ExperimentPlan;
import io.spanline.experiments.replay.ReplayPlan;
import io.spanline.experiments.replay.send.SendOptions;
import io.spanline.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An experiment with all that it needs.
 *
 * @param text of the file that asked it
 * @param capture whose requests are sent
 * @param round the requests of one round
 * @param fault what is done in faulty rounds; null for nothing
 * @param toggle null if there is no fault
 * @param stack where the traces arrive
 * @param data folder of the stack
 */
public record ExperimentOrder(
    ExperimentPlan plan,
    String text,
    Path capture,
    ReplayPlan round,
    SendOptions sending,
    @Nullable FaultAsked fault,
    @Nullable FaultSwitch toggle,
    Settings stack,
    Path data) {
  private static final Duration AROUND_A_ROUND = Duration.ofSeconds(15);

  /**
   * How long the fault may stay on by itself: for rounds with what goes ahead of them. The last
   * request of each may be without an answer for as long as the sender waits.
   */
  public Duration lease(int rounds) {
    return Duration.ofNanos(round.offsetNanos(round.requests() - 1))
        .plus(sending.timeout().multipliedBy(2))
        .plus(AROUND_A_ROUND)
        .multipliedBy(rounds);
  }
}
