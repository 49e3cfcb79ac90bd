package io.spanline.cli.capture;

import io.spanline.captures.api.JobAnswer;
import io.spanline.captures.api.JobState;
import io.spanline.captures.api.SnapshotAnswer;
import io.spanline.clients.ClientException;
import io.spanline.clients.Snapshots;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.Screen;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A job of capture-writer that a person waits for; interrupting the wait cancels it. */
public final class AwaitedJob {
  private static final Duration PAUSE = Duration.ofMillis(300);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

  private final Snapshots snapshots;
  private final Screen screen;
  private final String path;
  private final AtomicBoolean ended = new AtomicBoolean();

  AwaitedJob(Snapshots snapshots, Screen screen, String path) {
    this.snapshots = snapshots;
    this.screen = screen;
    this.path = path;
  }

  SnapshotAnswer result() throws InterruptedException {
    Thread cancel = new Thread(this::cancel, "cancel");
    Runtime.getRuntime().addShutdownHook(cancel);
    try {
      JobAnswer job = awaited();
      ended.set(true);
      SnapshotAnswer result = job.result();
      if (result != null) {
        return result;
      }
      JobAnswer.Problem problem = job.problem();
      throw Complaint.failed(
          job.state() == JobState.CANCELLED
              ? "the job was cancelled; no file is left"
              : "capture-writer: " + (problem == null ? "failed" : problem.detail()));
    } finally {
      // Also if capture-writer does not answer: ask it again, do not cancel.
      ended.set(true);
    }
  }

  private JobAnswer awaited() throws InterruptedException {
    JobAnswer job = snapshots.job(path);
    Steps steps = Steps.of(job);
    screen.say(
        "waiting for %d %s (%s); Ctrl-C cancels".formatted(steps.wanted(), steps.unit(), path));
    Screen.Bar bar = screen.bar("snapshot", steps.wanted(), steps.unit());
    long said = System.nanoTime();
    while (!job.state().isEnded()) {
      steps = Steps.of(job);
      bar.stepTo(steps.done());
      bar.note(steps.beside());
      if (!screen.hasBars() && System.nanoTime() - said > BETWEEN_LINES.toNanos()) {
        screen.say(steps.line(job.state()));
        said = System.nanoTime();
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
      job = snapshots.job(path);
    }
    screen.endBars();
    return job;
  }

  /** How far a job is, in traces or in seconds: whichever it waits for. */
  private record Steps(@Nullable Long traces, long wanted, JobAnswer.Progress progress) {
    static Steps of(JobAnswer job) {
      Long traces = job.wanted().traces();
      Long seconds = job.wanted().seconds();
      long wanted = traces != null ? traces : seconds != null ? seconds : 0;
      return new Steps(traces, wanted, job.progress());
    }

    String unit() {
      return traces == null ? "s" : "traces";
    }

    long done() {
      return traces == null ? progress.seconds() : progress.traces();
    }

    String beside() {
      return traces == null ? progress.traces() + " traces" : progress.seconds() + " s";
    }

    String line(JobState state) {
      return "%s, %d s%s"
          .formatted(
              traces == null
                  ? progress.traces() + " traces"
                  : "traces %d/%d".formatted(progress.traces(), wanted),
              progress.seconds(),
              state == JobState.WRITING ? ", writing" : "");
    }
  }

  /** Run when this process ends. */
  private void cancel() {
    if (ended.compareAndSet(false, true)) {
      try {
        snapshots.cancel(path);
        screen.warn("cancelled; no file is left");
      } catch (ClientException e) {
        screen.warn("not cancelled: " + e.getMessage());
      }
    }
  }
}
