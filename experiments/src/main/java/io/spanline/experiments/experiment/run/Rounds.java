package io.spanline.experiments.experiment.run;

import io.spanline.captures.replay.ReplayLine;
import io.spanline.captures.replay.ReplayLineJson;
import io.spanline.clients.ClientException;
import io.spanline.experiments.experiment.file.ExperimentJournal;
import io.spanline.experiments.experiment.file.ExperimentRecord.Recovery;
import io.spanline.experiments.experiment.file.ExperimentRecord.Round;
import io.spanline.experiments.replay.TracePrefix;
import io.spanline.experiments.replay.run.Stop;
import io.spanline.experiments.replay.send.End;
import io.spanline.experiments.replay.send.SendReport;
import io.spanline.experiments.replay.send.Sender;
import io.spanline.experiments.toxic.LeasedToxic;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sends the rounds, with the fault on in the faulty ones; it is off once they are over. */
final class Rounds {
  private final ExperimentOrder order;
  private final ExperimentListener listener;
  private final Stop stop;
  private final ExperimentJournal journal;
  private final Sender sender;
  private final Probing probing;
  private final TracePrefix prefix = TracePrefix.random();
  private final List<Round> rounds = new ArrayList<>();
  private final List<Recovery> recoveries = new ArrayList<>();
  private @Nullable LeasedToxic on;
  private @Nullable HealthyAnswers healthy;
  private @Nullable String disturbed;

  Rounds(
      ExperimentOrder order,
      ExperimentListener listener,
      Stop stop,
      ExperimentJournal journal,
      Sender sender) {
    this.order = order;
    this.listener = listener;
    this.stop = stop;
    this.journal = journal;
    this.sender = sender;
    this.probing = new Probing(order.round(), sender);
  }

  TracePrefix prefix() {
    return prefix;
  }

  List<Round> rounds() {
    return rounds;
  }

  List<Recovery> recoveries() {
    return recoveries;
  }

  /** Why they are not what was asked; null if they are. */
  @Nullable String disturbed() {
    return disturbed;
  }

  /**
   * Sends all of them.
   *
   * @param requests takes what came of each, a line each, as it was answered
   * @throws InterruptedException if it was stopped
   */
  void send(OutputStream requests) throws IOException, InterruptedException {
    try {
      List<RoundOrder> all = RoundOrder.of(order.plan().blocks());
      for (RoundOrder round : all) {
        prepare(round, all);
        look(round, "before");
        send(round, requests);
        look(round, "after");
      }
      if (on != null) {
        takeOff(all.size());
      }
    } finally {
      takeOffAtOnce();
    }
  }

  private void prepare(RoundOrder round, List<RoundOrder> all)
      throws IOException, InterruptedException {
    if (!round.faulty() && on != null) {
      takeOff(round.number() - 1);
    } else {
      if (round.faulty() && on == null) {
        putOn(round.faultyInARow(all));
      }
      stop.interruptibly(
          () -> {
            probing.settle();
            return true;
          });
    }
  }

  /** Others may put toxics on the target as well, or take ours off; a lease may end. */
  private void look(RoundOrder round, String when) throws IOException {
    FaultSwitch toggle = order.toggle();
    if (toggle == null || disturbed != null) {
      return;
    }
    Optional<String> found = toggle.disturbance(on);
    if (found.isPresent()) {
      disturbed = "%s round %d %s".formatted(when, round.number(), found.get());
      journal.write("disturbed", Map.of("what", disturbed));
    }
  }

  private void putOn(int rounds) throws IOException {
    FaultSwitch toggle = order.toggle();
    if (toggle == null) {
      return;
    }
    LeasedToxic added = toggle.on(order.lease(rounds));
    on = added;
    journal.write("fault_on", Map.of("toxic", added.toxic().name(), "until", added.lease().end()));
  }

  private void takeOff(int afterRound) throws IOException, InterruptedException {
    takeOffAtOnce();
    // The first round is a healthy one.
    HealthyAnswers asBefore = Objects.requireNonNull(healthy);
    Optional<Duration> after = stop.interruptibly(() -> probing.untilHealthy(asBefore));
    listener.recovered(after.orElse(null));
    BigDecimal seconds = after.map(Rounds::seconds).orElse(null);
    recoveries.add(new Recovery(afterRound, seconds));
    journal.write(
        seconds == null ? "not_recovered" : "recovered",
        seconds == null ? Map.of() : Map.of("seconds", seconds));
  }

  private static BigDecimal seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3).setScale(3, RoundingMode.HALF_EVEN);
  }

  private void takeOffAtOnce() throws IOException {
    LeasedToxic toxic = on;
    FaultSwitch toggle = order.toggle();
    if (toxic != null && toggle != null) {
      toggle.off(toxic);
      on = null;
      journal.write("fault_off", Map.of("toxic", toxic.toxic().name()));
    }
  }

  private void send(RoundOrder round, OutputStream requests)
      throws IOException, InterruptedException {
    List<ReplayLine> lines = new ArrayList<>();
    SendReport report =
        stop.during(
            sender::stop,
            () ->
                sender.run(
                    order.round(),
                    prefix,
                    line -> {
                      ReplayLine own = line.inRound(round.number());
                      lines.add(own);
                      write(own, requests);
                    },
                    listener));
    requests.flush();
    rounds.add(record(round, report));
    journal.write("round", Map.of("round", rounds.get(rounds.size() - 1)));
    if (report.end() instanceof End.Stopped stopped) {
      throw new IOException("round %d was not sent: %s".formatted(round.number(), stopped.why()));
    }
    if (!(report.end() instanceof End.Complete)) {
      throw new InterruptedException();
    }
    if (!round.faulty() && lines.stream().allMatch(line -> line.status() == null)) {
      throw ClientException.silent(
          "%s answered no request of round %d, which is a healthy one"
              .formatted(targets(), round.number()));
    }
    if (round.number() == 1) {
      healthy = new HealthyAnswers(lines, order.plan().limits());
    }
    listener.roundEnded(round, RoundSummary.of(lines));
  }

  private String targets() {
    return order.round().routes().keySet().stream()
        .map(route -> "%s at %s".formatted(route.service(), route.target()))
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static Round record(RoundOrder round, SendReport report) {
    return new Round(
        round.number(),
        round.block(),
        round.faulty(),
        report.began(),
        report.lastAnswer(),
        Math.toIntExact(report.planned()),
        Math.toIntExact(report.sent()),
        Math.toIntExact(report.late()),
        Math.toIntExact(report.dropped()));
  }

  private static void write(ReplayLine line, OutputStream to) {
    try {
      to.write(ReplayLineJson.write(line));
      to.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
