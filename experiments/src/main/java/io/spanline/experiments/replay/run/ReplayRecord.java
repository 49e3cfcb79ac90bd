package io.spanline.experiments.replay.run;

import io.spanline.captures.FileSums;
import io.spanline.captures.ReplayId;
import io.spanline.captures.WriterVersion;
import io.spanline.captures.manifest.CaptureFolder;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.replay.ReplayManifest;
import io.spanline.captures.replay.ReplayManifest.Counts;
import io.spanline.captures.replay.ReplayManifest.WarmUp;
import io.spanline.captures.replay.ReplaySettings;
import io.spanline.captures.replay.SendingMachine;
import io.spanline.experiments.replay.Pace;
import io.spanline.experiments.replay.ReplayPlan;
import io.spanline.experiments.replay.TracePrefix;
import io.spanline.experiments.replay.file.HistogramTimes;
import io.spanline.experiments.replay.file.ReplayContents;
import io.spanline.experiments.replay.file.ThisMachine;
import io.spanline.experiments.replay.plan.PlanOptions;
import io.spanline.experiments.replay.plan.SideEffects;
import io.spanline.experiments.replay.send.SendOptions;
import io.spanline.experiments.replay.send.SendReport;
import io.spanline.experiments.replay.send.StatusCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes down a replay: what was asked, and what came of it. */
final class ReplayRecord {
  private final ReplayOrder order;
  private final Manifest.Capture capture;
  private final ReplayManifest.@Nullable RequestsFile requestsFile;
  // Asked before the replay, since it is itself a load.
  private final SendingMachine machine = ThisMachine.machine();
  private final TracePrefix prefix = TracePrefix.random();

  /** The record of a replay that has not begun. */
  ReplayRecord(ReplayOrder order) throws IOException {
    this.order = order;
    this.capture = CaptureFolder.manifest(order.asked().capture()).capture();
    Path requests = order.asked().requests();
    this.requestsFile =
        requests == null
            ? null
            : new ReplayManifest.RequestsFile(
                String.valueOf(requests.getFileName()), FileSums.of(requests));
  }

  /** What the trace ids of its requests begin with. */
  TracePrefix prefix() {
    return prefix;
  }

  ReplayContents contents(WarmUp warmUp, SendReport report, PairsFound found) {
    return (id, lines, pairs) -> manifest(id, lines, warmUp, report, found, pairs);
  }

  private ReplayManifest manifest(
      ReplayId id,
      ReplayManifest.Lines lines,
      WarmUp warmUp,
      SendReport report,
      PairsFound found,
      ReplayManifest.@Nullable PairCounts pairs) {
    return new ReplayManifest(
        id,
        Clock.systemUTC().instant(),
        ReplayOutcome.of(report, order.sending().statusCheck(), found, pairs),
        new ReplayManifest.CaptureSource(capture.file(), capture.sha256(), capture.lines()),
        requestsFile,
        plan(),
        settings(),
        prefix.hex(),
        warmUp,
        report.began(),
        report.lastAnswer(),
        lines,
        new Counts(
            report.sent(),
            report.late(),
            report.dropped(),
            report.redirects(),
            report.errors(),
            report.statuses()),
        HistogramTimes.of(report.lateness()),
        HistogramTimes.of(report.response()),
        HistogramTimes.of(report.service()),
        order.plan().notReplayable(),
        pairs,
        found.unpaired(),
        machine,
        ThisMachine.jvm(),
        versions());
  }

  private ReplayManifest.Plan plan() {
    ReplayPlan plan = order.plan();
    Pace pace = plan.pace();
    return new ReplayManifest.Plan(
        plan.cases().size(),
        plan.repeat(),
        plan.requests(),
        pace instanceof Pace.Speed speed ? speed.factor() : null,
        pace instanceof Pace.Rate rate ? rate.perSecond() : null,
        Duration.ofNanos(plan.offsetNanos(plan.requests() - 1)));
  }

  private ReplaySettings settings() {
    PlanOptions asked = order.asked();
    SendOptions sending = order.sending();
    return new ReplaySettings(
        order.plan().targets(),
        sending.host(),
        sending.inFlight(),
        sending.timeout(),
        asked.where(),
        asked.limit(),
        asked.sideEffects() == SideEffects.ALLOWED,
        sending.statusCheck() == StatusCheck.CAPTURED,
        order.recorded() == null);
  }

  private static SortedMap<String, String> versions() {
    SortedMap<String, String> versions = new TreeMap<>();
    versions.put(WriterVersion.KEY, WriterVersion.current());
    versions.put("java", Runtime.version().toString());
    return versions;
  }
}
