package io.spanline.cli.compare;

import io.spanline.experiments.compare.Limits;
import io.spanline.terminal.Complaint;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import picocli.CommandLine.Option;

/** What is worth a word, and which figures are listed. */
public final class JudgingOptions {
  private static final BigDecimal NANOS_OF_MILLI = BigDecimal.valueOf(1_000_000);
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
  private BigDecimal delta = BigDecimal.TEN;

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
    try {
      long nanos = delta.multiply(NANOS_OF_MILLI).setScale(0, RoundingMode.HALF_EVEN).longValue();
      return new Limits(ratio, Duration.ofNanos(nanos), points / PERCENT);
    } catch (IllegalArgumentException e) {
      throw Complaint.refused(String.valueOf(e.getMessage()));
    }
  }

  /** Whether all figures are listed. */
  public boolean all() {
    return all;
  }
}
