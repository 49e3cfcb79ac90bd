package io.spanline.experiments.experiment.run;

import io.spanline.captures.TimeRange;
import io.spanline.captures.api.SnapshotAnswer;
import io.spanline.clients.Snapshots;
import io.spanline.experiments.experiment.file.ExperimentRecord.Recovery;
import io.spanline.experiments.experiment.file.ExperimentRecord.Round;
import io.spanline.experiments.experiment.plan.RoundOrder;
import io.spanline.experiments.replay.pair.Arrivals;
import io.spanline.experiments.replay.run.Stop;
import io.spanline.settings.Port;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Rounds in which others send. Their begin and end are by this process's clock, the spans by those
 * of the services.
 */
final class ExternalRounds implements RoundTraffic {
  /**
   * After a change of the fault no request counts for so long; and so long before the next change
   * none that counts begins, so that most are over by then.
   */
  static final Duration PAUSE = Duration.ofSeconds(2);

  // An SDK that is not told otherwise sends its spans each 5 s, and a Collector adds to that.
  private static final Duration OLDEST = Duration.ofSeconds(10);
  private static final Duration MARGIN = Duration.ofSeconds(1);

  private final ExperimentOrder order;
  private final ExperimentListener listener;
  private final Stop stop;

  ExternalRounds(ExperimentOrder order, ExperimentListener listener, Stop stop) {
    this.order = order;
    this.listener = listener;
    this.stop = stop;
  }

  @Override
  public void lookAhead() throws InterruptedException {
    Arrivals arrivals = new Arrivals(order.stack().address(Port.KAFKA));
    Duration age =
        stop.interruptibly(() -> arrivals.youngest(OLDEST))
            .orElseThrow(
                () ->
                    new NotSteadyException(
                        "no trace arrived in the last %d s; start your load first"
                            .formatted(Arrivals.LONGEST.toSeconds())));
    if (age.compareTo(OLDEST) > 0 || age.plus(MARGIN).isNegative()) {
      throw new NotSteadyException(
          String.format(
              Locale.ROOT,
              "the newest span that arrived ended %.1f s %s, by its service's clock; rounds are told"
                  + " apart by time, so set the clocks of this machine and the services alike",
              Math.abs(age.toMillis()) / 1e3,
              age.isNegative() ? "from now" : "ago"));
    }
    listener.arriving(age);
  }

  @Override
  public void settle() throws InterruptedException {
    pass(PAUSE);
  }

  /** Nobody here asks whether all is as before. */
  @Override
  public @Nullable Recovery recover(int afterRound) throws InterruptedException {
    settle();
    return null;
  }

  @Override
  public void run(RoundOrder round, Ended ended) throws IOException, InterruptedException {
    Duration length = order.plan().round();
    Instant began = Clock.systemUTC().instant();
    pass(length.plus(PAUSE));
    ended.round(
        new Round(
            round.number(),
            round.block(),
            round.faulty(),
            began,
            Clock.systemUTC().instant(),
            0,
            0,
            0,
            0));
    listener.roundPassed(round, length);
  }

  private void pass(Duration time) throws InterruptedException {
    stop.interruptibly(
        () -> {
          Thread.sleep(time.toMillis());
          return true;
        });
  }

  /** Of all traces of the time; those of no round do not count. */
  @Override
  public SnapshotAnswer traces(List<Round> rounds, String name) throws InterruptedException {
    TimeRange range =
        new TimeRange(
            rounds.get(0).began().minus(MARGIN),
            rounds.get(rounds.size() - 1).ended().plus(MARGIN));
    return stop.interruptibly(
        () -> new Snapshots(order.stack()).capture(range, name, listener::waitingForTraces));
  }

  @Override
  public @Nullable String traceIdPrefix() {
    return null;
  }

  @Override
  public void close() {}
}
