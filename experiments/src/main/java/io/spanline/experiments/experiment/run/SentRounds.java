package io.spanline.experiments.experiment.run;

import io.spanline.captures.api.SnapshotAnswer;
import io.spanline.captures.replay.ReplayLine;
import io.spanline.captures.replay.ReplayLineJson;
import io.spanline.clients.ClientException;
import io.spanline.clients.Snapshots;
import io.spanline.experiments.experiment.file.ExperimentJournal;
import io.spanline.experiments.experiment.file.ExperimentRecord.FaultAsked;
import io.spanline.experiments.experiment.file.ExperimentRecord.Recovery;
import io.spanline.experiments.experiment.file.ExperimentRecord.Round;
import io.spanline.experiments.experiment.plan.RoundOrder;
import io.spanline.experiments.replay.TracePrefix;
import io.spanline.experiments.replay.run.Ahead;
import io.spanline.experiments.replay.run.Stop;
import io.spanline.experiments.replay.send.End;
import io.spanline.experiments.replay.send.SendReport;
import io.spanline.experiments.replay.send.Sender;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rounds of requests that Spanline sends, the same ones in each. */
final class SentRounds implements RoundTraffic {
  private final ExperimentOrder order;
  private final Load.Sent load;
  private final ExperimentListener listener;
  private final Stop stop;
  private final ExperimentJournal journal;
  private final Sender sender;
  private final Probing probing;
  private final OutputStream requests;
  private final TracePrefix prefix = TracePrefix.random();
  private @Nullable HealthyAnswers healthy;

  /**
   * Nothing is sent yet.
   *
   * @param longestRecovery after which it is given up
   * @param requests file that takes what came of each request, a line each, as it was answered
   */
  SentRounds(
      ExperimentOrder order,
      Load.Sent load,
      ExperimentListener listener,
      Stop stop,
      ExperimentJournal journal,
      Path requests,
      Duration longestRecovery)
      throws IOException {
    this.order = order;
    this.load = load;
    this.listener = listener;
    this.stop = stop;
    this.journal = journal;
    this.requests = new BufferedOutputStream(Files.newOutputStream(requests));
    this.sender = new Sender(load.sending());
    FaultAsked fault = order.fault();
    this.probing =
        new Probing(
            CasesOnEdges.of(
                load.round().cases(), load.capture(), fault == null ? List.of() : fault.edges()),
            sender,
            longestRecovery);
  }

  @Override
  public void lookAhead() throws IOException, InterruptedException {
    Ahead ahead = new Ahead(load.round(), order.stack(), listener);
    int unused = stop.interruptibly(() -> ahead.send(sender, TracePrefix.random()));
    StoredBaseline usual = order.usual();
    if (usual != null) {
      new SteadyCheck(load.round(), listener, stop, journal, sender).mustBeAs(usual);
    }
  }

  @Override
  public void settle() throws InterruptedException {
    stop.interruptibly(
        () -> {
          probing.settle();
          return true;
        });
  }

  @Override
  public Recovery recover(int afterRound) throws InterruptedException {
    // The first round is a healthy one.
    HealthyAnswers asBefore = Objects.requireNonNull(healthy);
    Optional<Duration> after = stop.interruptibly(() -> probing.untilHealthy(asBefore));
    listener.recovered(after.orElse(null));
    return new Recovery(afterRound, after.map(SentRounds::seconds).orElse(null));
  }

  private static BigDecimal seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3).setScale(3, RoundingMode.HALF_EVEN);
  }

  @Override
  public void run(RoundOrder round, Ended ended) throws IOException, InterruptedException {
    List<ReplayLine> lines = new ArrayList<>();
    SendReport report =
        stop.during(
            sender::stop,
            () ->
                sender.run(
                    load.round(),
                    prefix,
                    line -> {
                      ReplayLine own = line.inRound(round.number());
                      lines.add(own);
                      write(own);
                    },
                    listener));
    requests.flush();
    ended.round(record(round, report));
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
    return load.round().routes().keySet().stream()
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

  private void write(ReplayLine line) {
    try {
      requests.write(ReplayLineJson.write(line));
      requests.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public SnapshotAnswer traces(List<Round> rounds, String name) throws InterruptedException {
    return stop.interruptibly(
        () ->
            new Snapshots(order.stack())
                .capture(
                    prefix.hex(),
                    rounds.get(0).began(),
                    rounds.get(rounds.size() - 1).ended(),
                    listener::waitingForTraces));
  }

  @Override
  public String traceIdPrefix() {
    return prefix.hex();
  }

  @Override
  public void close() throws IOException {
    try (requests) {
      sender.close();
    }
  }
}
