package io.spanline.cli.capture;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.clients.ClientException;
import io.spanline.clients.Snapshots;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.Screen;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A job of capture-writer that a person waits for; who interrupts the waiting cancels it. */
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

  /** The snapshot that it leads to. */
  JsonNode result() throws InterruptedException {
    Thread cancel = new Thread(this::cancel, "cancel");
    Runtime.getRuntime().addShutdownHook(cancel);
    try {
      JsonNode job = awaited();
      ended.set(true);
      return switch (job.path("state").asText()) {
        case "done" -> job.path("result");
        case "cancelled" -> throw Complaint.failed("the job was cancelled; no file is left");
        default ->
            throw Complaint.failed("capture-writer: " + job.at("/problem/detail").asText("failed"));
      };
    } finally {
      // Also where capture-writer does not answer: it has to be asked again, not to be cancelled.
      ended.set(true);
    }
  }

  private JsonNode awaited() throws InterruptedException {
    JsonNode job = snapshots.job(path);
    boolean ofTraces = job.at("/wanted").has("traces");
    long steps = job.at(ofTraces ? "/wanted/traces" : "/wanted/seconds").asLong();
    String unit = ofTraces ? "traces" : "s";
    screen.say("waiting for %d %s (%s); Ctrl-C cancels".formatted(steps, unit, path));
    Screen.Bar bar = screen.bar("snapshot", steps, unit);
    long said = System.nanoTime();
    while (!job.has("ended")) {
      long traces = job.at("/progress/traces").asLong();
      long seconds = job.at("/progress/seconds").asLong();
      bar.stepTo(ofTraces ? traces : seconds);
      bar.note(ofTraces ? seconds + " s" : traces + " traces");
      if (!screen.hasBars() && System.nanoTime() - said > BETWEEN_LINES.toNanos()) {
        screen.say(
            "%s, %d s%s"
                .formatted(
                    ofTraces ? "traces %d/%d".formatted(traces, steps) : traces + " traces",
                    seconds,
                    job.path("state").asText().equals("writing") ? ", writing" : ""));
        said = System.nanoTime();
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
      job = snapshots.job(path);
    }
    screen.endBars();
    return job;
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
