package io.spanline.experiments.experiment.run;

import io.spanline.captures.api.SnapshotAnswer;
import io.spanline.captures.manifest.CaptureFolder;
import io.spanline.clients.ClientException;
import io.spanline.experiments.compare.Criterion;
import io.spanline.experiments.experiment.file.CriterionAsked;
import io.spanline.experiments.experiment.file.ExperimentFiles;
import io.spanline.experiments.experiment.file.ExperimentFolder;
import io.spanline.experiments.experiment.file.ExperimentJournal;
import io.spanline.experiments.experiment.file.ExperimentRecord;
import io.spanline.experiments.experiment.file.ExperimentRecord.LimitsAsked;
import io.spanline.experiments.experiment.file.ExperimentRecord.Source;
import io.spanline.experiments.experiment.verdict.Recomputation;
import io.spanline.experiments.experiment.verdict.Verdict;
import io.spanline.experiments.replay.ReplayPlan;
import io.spanline.experiments.replay.run.NotSentException;
import io.spanline.experiments.replay.run.Stop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * One experiment: looks whether requests are answered and their traces arrive, runs healthy and
 * faulty rounds in turns, takes one capture of all their traces, and computes the verdict from the
 * files alone. Whatever ends it, the fault is off.
 */
public final class Experiment {
  private final ExperimentOrder order;
  private final ExperimentListener listener;
  private final Stop stop = new Stop();

  public Experiment(ExperimentOrder order, ExperimentListener listener) {
    this.order = order;
    this.listener = listener;
  }

  /** Ends it early; any thread. */
  public void stop() {
    stop.stop();
  }

  /** Whether somebody wanted it to end. */
  public boolean isStopped() {
    return stop.isStopped();
  }

  /**
   * Runs it.
   *
   * @throws io.spanline.experiments.toxic.NotRemovedException if the fault may still be on
   * @throws io.spanline.clients.ClientException if something that it needs does not answer
   * @throws IOException if files cannot be written
   */
  public ExperimentResult run() throws IOException {
    ExperimentFiles files = new ExperimentFiles(new ExperimentFolder(order.data()).create());
    listener.began(files.folder());
    try (ExperimentJournal journal = new ExperimentJournal(files.file(ExperimentFiles.JOURNAL))) {
      journal.write("began", Map.of("name", order.plan().name()));
      try {
        return run(files, journal);
      } catch (NotSentException e) {
        String why = String.valueOf(e.getMessage());
        if (e.isSilence()) {
          ClientException silent = ClientException.silent(why);
          brokeOff(journal, silent);
          throw silent;
        }
        return notSteady(files, journal, why);
      } catch (NotSteadyException e) {
        return notSteady(files, journal, String.valueOf(e.getMessage()));
      } catch (InterruptedException | InterruptException e) {
        return interrupted(files, journal);
      } catch (ClientException e) {
        if (stop.isStopped()) {
          return interrupted(files, journal);
        }
        brokeOff(journal, e);
        throw e;
      } catch (IOException | RuntimeException e) {
        brokeOff(journal, e);
        throw e;
      }
    }
  }

  private static ExperimentResult notSteady(
      ExperimentFiles files, ExperimentJournal journal, String why) throws IOException {
    journal.write("ended", Map.of("how", "not_steady", "why", why));
    return new ExperimentResult.NotSteady(files.folder(), why);
  }

  private static ExperimentResult interrupted(ExperimentFiles files, ExperimentJournal journal)
      throws IOException {
    journal.write("ended", Map.of("how", "interrupted"));
    return new ExperimentResult.Interrupted(files.folder());
  }

  /** A full disk must not hide what happened. */
  private static void brokeOff(ExperimentJournal journal, Exception why) {
    try {
      journal.write("ended", Map.of("how", "broke_off", "why", String.valueOf(why.getMessage())));
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }

  private ExperimentResult run(ExperimentFiles files, ExperimentJournal journal)
      throws IOException, InterruptedException {
    Files.writeString(files.file(ExperimentFiles.PLAN), order.text(), StandardCharsets.UTF_8);
    Path source = source(files);
    Optional<String> unswept = Optional.ofNullable(order.toggle()).flatMap(FaultSwitch::unswept);
    if (unswept.isPresent()) {
      return notSteady(files, journal, unswept.get());
    }
    Instant began = Clock.systemUTC().instant();
    try (RoundTraffic traffic = traffic(files, journal)) {
      traffic.lookAhead();
      Rounds rounds = new Rounds(order, journal, traffic);
      rounds.run();
      // Whoever loses the traces keeps what was asked, and what happened.
      files.write(record(began, source, traffic, rounds, null));
      Path traces = traces(files, journal, traffic, rounds);
      files.write(record(began, source, traffic, rounds, source(traces)));
    }
    Verdict verdict = Recomputation.of(files);
    journal.write("verdict", Map.of("outcome", verdict.outcome()));
    files.writeVerdict(verdict);
    journal.write("ended", Map.of("how", "complete"));
    files.writeSums();
    return new ExperimentResult.Judged(files.folder(), verdict);
  }

  /** The capture of the requests, here; null if they are of none. */
  private @Nullable Path source(ExperimentFiles files) throws IOException {
    return order.load() instanceof Load.Sent sent && sent.capture() != null
        ? files.linkSource(sent.capture())
        : null;
  }

  private RoundTraffic traffic(ExperimentFiles files, ExperimentJournal journal)
      throws IOException {
    return order.load() instanceof Load.Sent sent
        ? new SentRounds(
            order,
            sent,
            listener,
            stop,
            journal,
            files.file(ExperimentFiles.REQUESTS),
            Probing.LONGEST)
        : new ExternalRounds(order, listener, stop);
  }

  /** One capture of all rounds, here. */
  private Path traces(
      ExperimentFiles files, ExperimentJournal journal, RoundTraffic traffic, Rounds rounds)
      throws IOException, InterruptedException {
    SnapshotAnswer snapshot =
        traffic.traces(rounds.rounds(), String.valueOf(files.folder().getFileName()));
    journal.write(
        "captured", Map.of("capture", snapshot.id().toString(), "traces", snapshot.traces()));
    return files.link(order.data().resolve("captures").resolve(snapshot.id().linesFile()));
  }

  private ExperimentRecord record(
      Instant began,
      @Nullable Path source,
      RoundTraffic traffic,
      Rounds rounds,
      @Nullable Source traces)
      throws IOException {
    Load.Sent sent = order.load() instanceof Load.Sent of ? of : null;
    ReplayPlan round = sent == null ? null : sent.round();
    SortedMap<String, String> targets = round == null ? null : round.targets();
    return new ExperimentRecord(
        ExperimentRecord.SCHEMA,
        order.plan().name(),
        order.plan().description(),
        began,
        order.plan().traffic(),
        source == null ? null : source(source),
        sent == null ? null : sent.supplied(),
        round == null ? null : (Integer) round.requests(),
        round == null ? null : (Double) order.plan().rate(),
        round == null ? (Integer) (int) order.plan().round().toSeconds() : null,
        order.plan().blocks(),
        order.fault(),
        LimitsAsked.of(order.plan().limits()),
        decides(order.plan().decides()),
        order.plan().expect(),
        targets == null ? List.of() : List.copyOf(targets.keySet()),
        targets,
        traffic.traceIdPrefix(),
        rounds.rounds(),
        rounds.recoveries(),
        traces,
        rounds.disturbed());
  }

  private static @Nullable List<CriterionAsked> decides(List<Criterion> figures) {
    return figures.isEmpty() ? null : figures.stream().map(CriterionAsked::of).toList();
  }

  /** By its manifest, which whoever reads the file holds it against. */
  private static Source source(Path file) throws IOException {
    return new Source(
        String.valueOf(file.getFileName()), CaptureFolder.manifest(file).capture().sha256());
  }
}
