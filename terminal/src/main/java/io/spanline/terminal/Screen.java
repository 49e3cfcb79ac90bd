package io.spanline.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.spanline.topic.Json;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Standard output and error in one manner of speaking; shows colour and bars on a terminal only.
 * All that a verb prints goes through here, where each text becomes a {@link Line}.
 */
public final class Screen {
  private static final int WIDTH = 78;
  // The steps of a bar without an end.
  private static final int UNKNOWN = -1;

  private final Manner manner;
  private final boolean bars;
  private final Surface surface;
  private final PrintStream progress;
  private final List<Bar> shown = new ArrayList<>();

  /** How much is said. */
  public enum Manner {
    /** Everything, for a person. */
    CHATTY,
    /** The result, for a person or a log. */
    QUIET,
    /** The result, for a machine. */
    JSON
  }

  /** What a screen prints on, and what that can show. */
  public record Surface(boolean bars, boolean colour, PrintStream out, PrintStream err) {}

  public Screen(Manner manner, Surface surface) {
    this(manner, surface, surface.out());
  }

  private Screen(Manner manner, Surface surface, PrintStream progress) {
    this.manner = manner;
    this.bars = surface.bars() && manner == Manner.CHATTY;
    this.surface = surface;
    this.progress = progress;
  }

  /** A screen whose standard output is the result alone: what goes before is on standard error. */
  public static Screen ofResultAlone(Manner manner, Surface surface) {
    return new Screen(manner, surface, surface.err());
  }

  /** A line on the way to the result. */
  public void say(String line) {
    say(Line.of(line));
  }

  /** A line on the way to the result. */
  public synchronized void say(Line line) {
    if (manner == Manner.CHATTY) {
      print(progress, line);
    }
  }

  /** A line of the result, for people. */
  public void result(String line) {
    result(Line.of(line));
  }

  /** A line of the result, for people. */
  public synchronized void result(Line line) {
    if (manner != Manner.JSON) {
      print(surface.out(), line);
    }
  }

  /**
   * The result for machines, on one line; printed in the JSON manner only. People look at it too:
   * what could act on their terminal is escaped, which leaves the data as they are.
   */
  public synchronized void json(Object value) {
    if (manner != Manner.JSON) {
      return;
    }
    try {
      surface.out().println(Visible.json(Json.MAPPER.writeValueAsString(value)));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
    }
  }

  /** A line that matters in every manner; goes to standard error. */
  public void warn(String line) {
    warn(Line.of(line));
  }

  /** A line that matters in every manner; goes to standard error. */
  public synchronized void warn(Line line) {
    print(surface.err(), line);
  }

  private void print(PrintStream to, Line line) {
    to.println(surface.colour() ? line.coloured() : line.toString());
  }

  /** A bar of a number of steps; invisible without a terminal. */
  public synchronized Bar bar(String task, long steps, String unit) {
    Bar bar = new Bar(bars ? builder(task, steps, unit).build() : null);
    shown.add(bar);
    return bar;
  }

  /** A bar whose end is not known; invisible without a terminal. */
  public Bar bar(String task, String unit) {
    return bar(task, UNKNOWN, unit);
  }

  /** Removes every bar, so that something else can be said. */
  public synchronized void endBars() {
    shown.forEach(Bar::close);
    shown.clear();
  }

  public boolean hasBars() {
    return bars;
  }

  private ProgressBarBuilder builder(String task, long steps, String unit) {
    return ProgressBar.builder()
        .setTaskName(Visible.text(task))
        .setInitialMax(steps)
        .setUnit(" " + unit, 1)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(200)
        .setMaxRenderedLength(WIDTH)
        .setConsumer(new ConsoleProgressBarConsumer(progress, WIDTH))
        .clearDisplayOnFinish();
  }

  /** Seconds to one decimal. */
  public static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }

  /** A rough time: seconds up to a minute and a half, then minutes. */
  public static String roughly(Duration duration) {
    return duration.toSeconds() < 90
        ? duration.toSeconds() + " s"
        : Math.round(duration.toSeconds() / 60.0) + " min";
  }

  /** A progress bar, visible or not. */
  public static final class Bar implements AutoCloseable {
    private @Nullable ProgressBar bar;

    private Bar(@Nullable ProgressBar bar) {
      this.bar = bar;
    }

    public synchronized void step() {
      if (bar != null) {
        bar.step();
      }
    }

    /** Moves to a number of steps, at most the bar's length. */
    public synchronized void stepTo(long steps) {
      if (bar != null) {
        bar.stepTo(Math.min(steps, bar.getMax()));
      }
    }

    /** Shows a word next to the bar. */
    public synchronized void note(String word) {
      if (bar != null) {
        bar.setExtraMessage(" " + Visible.text(word));
      }
    }

    @Override
    public synchronized void close() {
      if (bar != null) {
        bar.close();
        bar = null;
      }
    }
  }
}
