package io.spanline.experiments.experiment.run;

import io.spanline.captures.api.SnapshotAnswer;
import io.spanline.experiments.experiment.file.ExperimentRecord.Recovery;
import io.spanline.experiments.experiment.file.ExperimentRecord.Round;
import io.spanline.experiments.experiment.plan.RoundOrder;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What fills the rounds: requests of ours, or time in which others send. */
interface RoundTraffic extends AutoCloseable {
  /**
   * Looks whether the first round may begin.
   *
   * @throws NotSteadyException if not
   * @throws io.spanline.experiments.replay.run.NotSentException if the first request tells so
   */
  void lookAhead() throws IOException, InterruptedException;

  /** Lets the effect of a change of the fault, or of nothing, settle before a round. */
  void settle() throws InterruptedException;

  /**
   * Waits after a removal of the fault until all is as before.
   *
   * @return null if nothing tells whether it is
   */
  @Nullable Recovery recover(int afterRound) throws InterruptedException;

  /** Hears of a round that is over, whole or not. */
  @FunctionalInterface
  interface Ended {
    void round(Round round) throws IOException;
  }

  /**
   * Runs a round to its end.
   *
   * @throws InterruptedException if it was stopped
   */
  void run(RoundOrder round, Ended ended) throws IOException, InterruptedException;

  /**
   * Takes one capture of the traces of all rounds, once they are there.
   *
   * @param name of the experiment
   */
  SnapshotAnswer traces(List<Round> rounds, String name) throws InterruptedException;

  /** What all trace ids begin with, 16 hex digits; null if nothing is common to them. */
  @Nullable String traceIdPrefix();

  @Override
  void close() throws IOException;
}
