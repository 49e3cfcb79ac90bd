package io.spanline.cli.compare;

import io.spanline.experiments.compare.Limits;
import io.spanline.terminal.Complaint;
import java.time.Duration;
import picocli.CommandLine.Option;

/** What is worth a word, and which figures are listed. */
public final class JudgingOptions {
  private static final double NANOS_OF_MILLI = 1e6;
  private static final long MOST_MILLIS = Duration.ofDays(1).toMillis();
  private static final double PERCENT = 100;

  @Option(
      names = "--max-ratio",
      paramLabel = "N",
      defaultValue = "1.2",
      description = "a latency that is less than N times the other is not worse (${DEFAULT-VALUE})")
  private double ratio;

  @Option(
      names = "--max-delta",
      paramLabel = "MS",
      defaultValue = "10",
      description = "nor is one that is less than MS milliseconds above it (${DEFAULT-VALUE})")
  private double delta;

  @Option(
      names = "--max-points",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "an error rate that is less than N percentage points above the other is not worse"
              + " (${DEFAULT-VALUE})")
  private double points;

  @Option(names = "--all", description = "list what did not move as well")
  private boolean all;

  /** The limits that were asked for. */
  public Limits limits() {
    if (!(delta >= 0 && delta <= MOST_MILLIS)) {
      throw Complaint.refused(
          "--max-delta takes milliseconds from 0 to %d, was %s".formatted(MOST_MILLIS, delta));
    }
    if (!(points >= 0 && points < PERCENT)) {
      throw Complaint.refused(
          "--max-points takes percentage points from 0 to below 100, was " + points);
    }
    try {
      Duration difference = Duration.ofNanos(Math.round(delta * NANOS_OF_MILLI));
      return new Limits(ratio, difference, points / PERCENT);
    } catch (IllegalArgumentException e) {
      throw Complaint.refused(String.valueOf(e.getMessage()));
    }
  }

  /** Whether all figures are listed. */
  public boolean all() {
    return all;
  }
}
