package io.spanline.capture.rest;

import io.spanline.capture.job.Job;
import io.spanline.capture.order.SnapshotOrder;
import io.spanline.capture.store.CaptureStore;
import io.spanline.capture.store.Snapshot;
import io.spanline.captures.TimeRange;
import io.spanline.captures.api.JobAnswer;
import io.spanline.captures.api.SnapshotAnswer;
import io.spanline.captures.api.SnapshotAnswer.Figures;
import io.spanline.captures.baseline.Baseline;
import io.spanline.captures.baseline.BaselineTally;
import io.spanline.captures.baseline.CaptureWarnings;
import io.spanline.captures.baseline.ErrorRate;
import io.spanline.captures.baseline.Latencies;
import io.spanline.captures.line.CaptureReader;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.Selection;
import io.spanline.rest.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the answers about the snapshots and jobs of one store. */
record Answers(CaptureStore store) {
  SnapshotAnswer of(Snapshot snapshot) {
    Manifest manifest = snapshot.manifest();
    Baseline baseline = snapshot.baseline();
    return new SnapshotAnswer(
        manifest.id(),
        store.captureFolder().resolve(manifest.capture().file()).toString(),
        store.captureFolder().resolve(manifest.id().manifestFile()).toString(),
        baseline == null ? null : store.baselineFolder().resolve(baseline.name().file()).toString(),
        manifest.range(),
        manifest.counts().traces(),
        manifest.counts().beganBefore(),
        manifest.counts().spans(),
        manifest.complete(),
        manifest.incomplete(),
        snapshot.warning(),
        baseline == null ? CaptureWarnings.ofConditions(manifest) : baseline.warnings(),
        figures(baseline));
  }

  /**
   * The answer to a snapshot that was taken before. Its sums come from the capture: the baseline
   * that was computed then may have been replaced since.
   */
  SnapshotAnswer again(Manifest manifest) throws IOException {
    Manifest.BaselineFile baseline = manifest.baseline();
    Optional<Path> capture = store.capture(manifest.id());
    if (baseline == null || capture.isEmpty()) {
      return of(new Snapshot(manifest, null, null));
    }
    BaselineTally tally = new BaselineTally();
    CaptureReader.read(capture.get(), trace -> tally.add(trace, manifest.range()));
    return of(new Snapshot(manifest, tally.baseline(baseline.name(), List.of(manifest)), null));
  }

  JobAnswer of(Job job) {
    Job.Progress progress = job.progress();
    SnapshotOrder order = job.order().shown();
    Snapshot snapshot = progress.snapshot();
    Exception failure = progress.failure();
    return new JobAnswer(
        job.id().text(),
        progress.state(),
        order.range().from(),
        order.label(),
        order.baseline(),
        wanted(order.selection(), order.range()),
        new JobAnswer.Progress(job.traces(), job.waited().toSeconds()),
        order.range().to(),
        progress.ended(),
        snapshot == null ? null : "/v1/snapshots/" + snapshot.manifest().id(),
        snapshot == null ? null : of(snapshot),
        failure == null ? null : problem(Refusals.of(failure).problem()));
  }

  private static JobAnswer.Wanted wanted(Selection selection, TimeRange range) {
    Selection.Limit limit = selection.limit();
    Selection.Filter where = selection.where();
    return new JobAnswer.Wanted(
        limit == null ? null : limit.traces(),
        limit == null ? Duration.between(range.from(), range.to()).toSeconds() : null,
        where.equals(Selection.Filter.NONE) ? null : where);
  }

  private static JobAnswer.Problem problem(Problem problem) {
    return new JobAnswer.Problem(problem.title(), problem.status(), problem.detail());
  }

  private static SortedMap<String, Figures> figures(@Nullable Baseline baseline) {
    SortedMap<String, Figures> all = new TreeMap<>();
    if (baseline != null) {
      baseline.services().forEach((name, service) -> all.put(name, figures(service.requests())));
    }
    return all;
  }

  private static Figures figures(Baseline.Requests requests) {
    ErrorRate errors = requests.errors();
    Latencies latencies = requests.latencies();
    return latencies == null
        ? new Figures(errors.of(), errors.errors(), errors.value(), 0, null, null, null, null, null)
        : new Figures(
            errors.of(),
            errors.errors(),
            errors.value(),
            latencies.samples(),
            latencies.p50().value(),
            latencies.p95().value(),
            latencies.p99().value(),
            latencies.min(),
            latencies.max());
  }
}
