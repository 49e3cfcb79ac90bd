package io.spanline.cli.replay;

import io.spanline.cli.invocation.Place;
import io.spanline.experiments.replay.run.ReplayListener;
import io.spanline.experiments.replay.send.SendReport;
import io.spanline.terminal.Screen;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Shows how far a replay is: a bar on a terminal, else a line every ten seconds. */
final class ReplayProgress extends AheadProgress implements ReplayListener, AutoCloseable {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

  private static final long LONGEST_SECONDS = 40;

  private final Screen screen;
  private final long planned;
  private Screen.@Nullable Bar bar;
  private String phase = "";
  private long saidNanos = System.nanoTime();

  ReplayProgress(Screen screen, long planned) {
    super(screen);
    this.screen = screen;
    this.planned = planned;
  }

  @Override
  public void setAside(Path stray) {
    screen.warn(
        "an earlier replay was killed; what it sent is in "
            + Place.ofThisProcess().shown(stray.toString()));
  }

  @Override
  public void warmedUp(int requests) {
    super.warmedUp(requests);
    bar = screen.bar("sending", planned, "requests");
  }

  @Override
  public void at(Counts counts) {
    String words =
        "%d late, %d dropped, %d errors"
            .formatted(counts.late(), counts.dropped(), counts.errors());
    Screen.Bar sending = bar;
    if (sending != null) {
      sending.stepTo(counts.sent() + counts.dropped());
      sending.note(words);
    }
    sayNowAndThen("  sending   %d of %d; %s".formatted(counts.sent(), planned, words));
  }

  @Override
  public void sent(SendReport report) {
    end();
    report
        .details()
        .forEach(
            (error, detail) ->
                screen.say("  error     " + error + (detail.isEmpty() ? "" : ": " + detail)));
  }

  @Override
  public void waiting(Duration waited) {
    phase("traces", LONGEST_SECONDS, "s").stepTo(waited.toSeconds());
  }

  @Override
  public void reading(long traces) {
    phase("pairs", planned, "traces").stepTo(traces);
    sayNowAndThen("  pairs     %d of %d".formatted(traces, planned));
  }

  /** The bar of a phase; ends the one before. */
  private Screen.Bar phase(String task, long steps, String unit) {
    Screen.Bar current = bar;
    if (current == null || !task.equals(phase)) {
      if (!screen.hasBars() && task.equals("traces")) {
        screen.say("  traces    waiting until they are assembled");
      }
      screen.endBars();
      current = screen.bar(task, steps, unit);
      bar = current;
      phase = task;
    }
    return current;
  }

  private void sayNowAndThen(String line) {
    if (!screen.hasBars() && System.nanoTime() - saidNanos > BETWEEN_LINES.toNanos()) {
      saidNanos = System.nanoTime();
      screen.say(line);
    }
  }

  /** Removes the bars, so that the result can be said. */
  void end() {
    screen.endBars();
    bar = null;
  }

  @Override
  public void close() {
    end();
  }
}
