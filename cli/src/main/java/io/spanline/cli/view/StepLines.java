package io.spanline.cli.view;

import io.spanline.stack.StackListener;
import io.spanline.terminal.Screen;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Shows what the stack does, in lines: each step once it is done; a long one also when it begins
 * and, with a bar or every half minute, while it lasts.
 */
public final class StepLines implements StackListener, AutoCloseable {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final int SILENCE_SECONDS = 30;
  private static final Duration DOWNLOAD_SILENCE = Duration.ofSeconds(5);

  private final Screen screen;
  private final Map<String, LongStep> longSteps = new ConcurrentHashMap<>();
  private final Map<String, Download> downloads = new ConcurrentHashMap<>();
  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "step-lines");
            thread.setDaemon(true);
            return thread;
          });

  public StepLines(Screen screen) {
    this.screen = screen;
  }

  @Override
  public void started(String step, Duration expected) {
    if (expected.compareTo(LONG) >= 0) {
      screen.say("  %-22s about %s".formatted(step, Screen.roughly(expected)));
      longSteps.put(step, new LongStep(step, expected));
    }
  }

  @Override
  public void detail(String step, String line) {
    endDownload(step);
    LongStep running = longSteps.get(step);
    if (running == null) {
      screen.say("  %-22s %s".formatted(step, line));
    } else {
      running.bar.note(line.length() > 24 ? line.substring(0, 24) : line);
    }
  }

  @Override
  public void received(String step, int percent) {
    downloads.computeIfAbsent(step, Download::new).show(percent);
  }

  @Override
  public void gaveUp(String step, String why) {
    endDownload(step);
    screen.say("  %-22s gave up: %s".formatted(step, why));
  }

  @Override
  public void finished(String step, Duration took) {
    endDownload(step);
    LongStep running = longSteps.remove(step);
    if (running != null) {
      running.end();
    }
    screen.say("  %-22s %s".formatted(step, Screen.seconds(took)));
  }

  @Override
  public void close() {
    longSteps.values().forEach(LongStep::end);
    longSteps.clear();
    downloads.keySet().forEach(this::endDownload);
    ticks.shutdownNow();
  }

  private void endDownload(String step) {
    Download download = downloads.remove(step);
    if (download != null) {
      download.bar.close();
    }
  }

  /** A file that comes: a bar, or a line now and then. */
  private final class Download {
    private final String step;
    private final Screen.Bar bar;
    private long said = System.nanoTime();

    Download(String step) {
      this.step = step;
      this.bar = screen.bar(step, 100, "%");
    }

    void show(int percent) {
      bar.stepTo(percent);
      long now = System.nanoTime();
      if (!screen.hasBars() && now - said > DOWNLOAD_SILENCE.toNanos()) {
        said = now;
        screen.say("  %-22s %d %%".formatted(step, percent));
      }
    }
  }

  /** A step that people wait for. */
  private final class LongStep {
    private final String step;
    private final Duration expected;
    private final long began = System.nanoTime();
    private final Screen.Bar bar;
    private final ScheduledFuture<?> tick;

    LongStep(String step, Duration expected) {
      this.step = step;
      this.expected = expected;
      this.bar = screen.bar(step, expected.toSeconds(), "s");
      this.tick = ticks.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    private void tick() {
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
      bar.stepTo(seconds);
      if (!screen.hasBars() && seconds % SILENCE_SECONDS == 0) {
        screen.say("  %-22s %d s of about %d s".formatted(step, seconds, expected.toSeconds()));
      }
    }

    void end() {
      tick.cancel(false);
      bar.close();
    }
  }
}
