package io.spanline.capture;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.spanline.capture.job.Job;
import io.spanline.capture.job.Jobs;
import io.spanline.capture.order.Refusal;
import io.spanline.capture.store.Snapshot;
import io.spanline.captures.api.JobState;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.Redacted;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The meters of capture-writer: what became of snapshots and what they wrote, jobs, the disk. */
public record CaptureMetrics(MeterRegistry registry, Jobs jobs, DiskSpace disk)
    implements Snapshots.Watch, MeterBinder {
  private static final String SNAPSHOTS = "spanline.snapshots";
  private static final List<String> RESULTS =
      List.of(
          "taken",
          "no-traces",
          "kafka-unavailable",
          "busy",
          "cancelled",
          "stopping",
          "baseline-exists",
          "disk",
          "fault");

  /** Each is there from the start, so that a rate of it is 0 and not unknown. */
  @Override
  public void bindTo(MeterRegistry target) {
    RESULTS.forEach(this::snapshots);
    traces();
    bytes();
    for (JobState state : JobState.values()) {
      Gauge.builder("spanline.jobs", () -> jobsIn(state))
          .description("Jobs that wait or have ended lately")
          .tag("state", state.name().toLowerCase(Locale.ROOT))
          .register(target);
    }
    Gauge.builder("spanline.disk.free", disk::free)
        .description("What the folder of captures can still take")
        .baseUnit("bytes")
        .register(target);
  }

  @Override
  public void taken(Snapshot snapshot, Duration took) {
    Manifest manifest = snapshot.manifest();
    snapshots("taken").increment();
    traces().increment((double) manifest.counts().traces());
    bytes().increment((double) manifest.capture().bytes());
    for (Redacted redacted : manifest.redactions()) {
      Counter.builder("spanline.captures.redactions")
          .description("Texts that were taken out of captures")
          .tag("place", redacted.place())
          .register(registry)
          .increment((double) redacted.count());
    }
    Timer.builder("spanline.snapshots.duration")
        .description("From the turn of a snapshot to its publication")
        .register(registry)
        .record(took);
  }

  @Override
  public void failed(Exception failure) {
    snapshots(result(failure)).increment();
  }

  private static String result(Exception failure) {
    if (failure instanceof Refusal refusal) {
      return refusal.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
    return failure instanceof IOException ? "disk" : "fault";
  }

  private Counter snapshots(String result) {
    return Counter.builder(SNAPSHOTS)
        .description("Snapshots that were asked for, by what became of them")
        .tag("result", result)
        .register(registry);
  }

  private Counter traces() {
    return Counter.builder("spanline.captures.traces")
        .description("Lines of captures")
        .register(registry);
  }

  private Counter bytes() {
    return Counter.builder("spanline.captures.written")
        .description("Bytes of captures")
        .baseUnit("bytes")
        .register(registry);
  }

  private long jobsIn(JobState state) {
    return jobs.all().stream().map(Job::progress).filter(one -> one.state() == state).count();
  }
}
