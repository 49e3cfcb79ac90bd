package io.spanline.experiments.experiment.run;

import io.spanline.experiments.experiment.file.ExperimentRecord.Source;
import io.spanline.experiments.replay.ReplayPlan;
import io.spanline.experiments.replay.send.SendOptions;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the rounds of an experiment are made of. */
public sealed interface Load {
  /** How long a round may last. */
  Duration longestRound();

  /**
   * Requests that Spanline sends, the same ones in each round.
   *
   * @param capture whose requests they are; null if they are of none
   * @param supplied the file with what the capture does not hold of them; null for none
   * @param round the requests of one round
   */
  record Sent(
      @Nullable Path capture, @Nullable Source supplied, ReplayPlan round, SendOptions sending)
      implements Load {
    /** The last request may be without an answer for as long as the sender waits. */
    @Override
    public Duration longestRound() {
      return Duration.ofNanos(round.offsetNanos(round.requests() - 1))
          .plus(sending.timeout().multipliedBy(2));
    }
  }

  /**
   * What others send.
   *
   * @param round how long requests count that begin in a round
   */
  record External(Duration round) implements Load {
    /** Between two changes of the fault. */
    @Override
    public Duration longestRound() {
      return round.plus(ExternalRounds.PAUSE.multipliedBy(2));
    }
  }
}
