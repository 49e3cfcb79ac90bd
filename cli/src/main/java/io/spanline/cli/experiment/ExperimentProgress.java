package io.spanline.cli.experiment;

import io.spanline.cli.replay.AheadProgress;
import io.spanline.experiments.experiment.plan.RoundOrder;
import io.spanline.experiments.experiment.run.ExperimentListener;
import io.spanline.experiments.experiment.run.RoundSummary;
import io.spanline.terminal.Screen;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says how far an experiment is: a line a round, with what it showed. */
final class ExperimentProgress extends AheadProgress implements ExperimentListener, AutoCloseable {
  private final Screen screen;
  private final RoundLines lines = new RoundLines();
  private Screen.@Nullable Bar bar;

  ExperimentProgress(Screen screen) {
    super(screen);
    this.screen = screen;
  }

  @Override
  public void began(Path folder) {
    screen.say("%s".formatted(folder.getFileName()));
  }

  @Override
  public void at(Counts counts) {}

  @Override
  public void looked(String words) {
    screen.say("  steady    " + words);
  }

  @Override
  public void roundEnded(RoundOrder round, RoundSummary figures) {
    screen.say(lines.of(round, figures));
  }

  @Override
  public void arriving(Duration age) {
    screen.say(
        String.format(
            Locale.ROOT,
            "  check     traces arrive; the newest ended %.1f s ago",
            age.toMillis() / 1e3));
  }

  @Override
  public void roundPassed(RoundOrder round, Duration length) {
    screen.say(
        "  round %d   %-8s  %d s"
            .formatted(round.number(), round.faulty() ? "faulty" : "healthy", length.toSeconds()));
  }

  @Override
  public void recovered(@Nullable Duration after) {
    screen.say(
        after == null
            ? "  off       not as before within 30 s"
            : String.format(
                Locale.ROOT, "  off       as before after %.2f s", after.toMillis() / 1e3));
  }

  @Override
  public void waitingForTraces() {
    Screen.Bar waiting = bar;
    if (waiting == null) {
      if (!screen.hasBars()) {
        screen.say("  traces    waiting until they are assembled");
      }
      waiting = screen.bar("traces", "s");
      bar = waiting;
    }
    waiting.step();
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
