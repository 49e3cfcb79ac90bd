package io.spanline.streams.rest;

import io.spanline.statistics.StatisticsRow;
import io.spanline.streams.statistics.StatisticsRules;
import io.spanline.topic.Ledger;
import io.spanline.topic.Topics;
import java.time.Instant;
import java.util.List;

/** Which rows count, by the clocks of the partitions. */
record Retained(StatisticsRules rules, List<Ledger> ledger) {
  // Windows: a row that waits for two goes out as fast as the budget allows.
  private static final int WAITS = 3;

  Retained {
    ledger = List.copyOf(ledger);
  }

  /** Whether the row's window still takes requests; those that do not are being deleted. */
  boolean holds(StatisticsRow row) {
    return row.windowEnd().isAfter(oldest());
  }

  /** Whether nothing is deleted yet of a window, or of the parts of a longer one. */
  boolean isWhole(Instant windowStart) {
    return windowStart.plus(rules.length()).isAfter(oldest());
  }

  private Instant oldest() {
    Instant newest =
        ledger.stream().map(Ledger::watermark).max(Instant::compareTo).orElse(Instant.EPOCH);
    return newest.minus(rules.retention());
  }

  /**
   * Whether every partition has passed all that can be in windows up to then, by so long that a
   * first row of one has come even if many were to be sent before it.
   */
  boolean isClosed(Instant windowEnd) {
    Instant passed = windowEnd.plus(rules.lifetime()).plus(rules.length().multipliedBy(WAITS));
    return ledger.size() >= Topics.OTLP_SPANS.partitions()
        && ledger.stream().noneMatch(row -> row.watermark().isBefore(passed));
  }
}
