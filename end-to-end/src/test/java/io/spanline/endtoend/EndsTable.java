package io.spanline.endtoend;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What came of experiments that were ended: a row each, printed for docs/experiments.md. */
final class EndsTable {
  private final List<String> rows = Collections.synchronizedList(new ArrayList<>());

  /**
   * Adds a row.
   *
   * @param at when the cause was there; now the fault is off
   */
  void add(String cause, Object phase, int exit, Instant at, EndingExperiment experiment) {
    double seconds = Duration.between(at, Instant.now()).toMillis() / 1e3;
    rows.add(
        "| %s | %s | %d | %.1f s | %s |"
            .formatted(cause, phase, exit, seconds, experiment.listed()));
  }

  void print() {
    rows.forEach(System.out::println);
  }
}
