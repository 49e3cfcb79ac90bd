package io.spanline.cli.replay;

import io.spanline.experiments.replay.run.ReplayListener;
import io.spanline.terminal.Screen;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Shows how far a replay is: a bar on a terminal, else a line every ten seconds. */
final class ReplayProgress implements ReplayListener, AutoCloseable {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

  // The steps of a bar without an end.
  private static final int UNKNOWN = -1;

  private final Screen screen;
  private final long planned;
  private Screen.@Nullable Bar bar;
  private String phase = "";
  private long saidNanos = System.nanoTime();

  ReplayProgress(Screen screen, long planned) {
    this.screen = screen;
    this.planned = planned;
  }

  @Override
  public void setAside(Path stray) {
    screen.warn("an earlier replay was killed; what it sent is in " + stray);
  }

  @Override
  public void checked(String request, String words) {
    screen.say(
        "  check     %s was answered%s".formatted(request, words.isEmpty() ? "" : "; " + words));
  }

  @Override
  public void warmedUp(int requests) {
    screen.say("  warm-up   %d requests".formatted(requests));
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
  public void waiting(Duration waited) {
    phase("assembly", "s").stepTo(waited.toSeconds());
    sayNowAndThen("  assembly  not past the last answer after %d s".formatted(waited.toSeconds()));
  }

  @Override
  public void reading(long traces) {
    phase("pairs", "traces").stepTo(traces);
    sayNowAndThen("  pairs     %d traces".formatted(traces));
  }

  /** The bar of a phase without a known end; ends the one before. */
  private Screen.Bar phase(String task, String unit) {
    Screen.Bar current = bar;
    if (current == null || !task.equals(phase)) {
      screen.endBars();
      current = screen.bar(task, UNKNOWN, unit);
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
