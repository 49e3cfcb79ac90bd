package io.spanline.bench.replay;

import io.spanline.bench.replay.PlannerProcess.Planning;
import io.spanline.bench.replay.Result.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What replay has to reach, and what was found.
 *
 * @param aim in words
 * @param found in words
 */
public record Target(String aim, String found, boolean met) {
  static final double MOST_LATENESS_MILLIS = 5;

  /** The rate for which the aim holds. */
  static final int RATE = 2_000;

  /** The lines of the capture for which the aim of planning holds. */
  static final int LINES = 200_000;

  private static final double LEAST_RESPONSE_MILLIS = 400;
  private static final double MOST_PLANNING_SECONDS = 60;
  private static final double MOST_GROWTH = 0.1;

  /** Those of which a result says something. */
  static List<Target> of(Result result) {
    List<Target> targets = new ArrayList<>();
    result
        .own(AnswerTimes.STEADY)
        .filter(row -> row.perSecond() == RATE)
        .forEach(row -> targets.add(punctual(row, result)));
    if (result.own(AnswerTimes.STEADY).findAny().isPresent()) {
      targets.add(open(result));
    }
    Memory memory = result.memory();
    if (memory != null) {
      targets.add(level(memory));
    }
    result.own(AnswerTimes.STALLING).forEach(row -> targets.add(honest(row)));
    result.plannings().stream()
        .filter(planning -> planning.lines() == LINES)
        .forEach(planning -> targets.add(planned(planning)));
    return targets;
  }

  private static Target punctual(Row row, Result result) {
    int highest =
        result.own(AnswerTimes.STEADY).filter(Row::isHeld).mapToInt(Row::perSecond).max().orElse(0);
    return new Target(
        text("at %d/s p99 of lateness ≤ %.0f ms, none dropped", RATE, MOST_LATENESS_MILLIS),
        text(
            "%.2f ms, %d dropped; highest rate held: %s",
            row.median().lateness().p99(),
            row.dropped(),
            highest == 0 ? "none of these" : highest + "/s"),
        row.isHeld());
  }

  /** A repeated request would be load that nobody asked for. */
  private static Target open(Result result) {
    long hidden =
        result
            .own(AnswerTimes.STEADY)
            .flatMap(row -> row.rounds().stream())
            .mapToLong(round -> Math.abs(round.hidden()))
            .sum();
    return new Target(
        "the server sees exactly the requests that were sent",
        text("%d more or less", hidden),
        hidden == 0);
  }

  private static Target level(Memory memory) {
    return new Target(
        text("of %d requests, heap in use at 10 %% and 100 %% within 10 %%", memory.requests()),
        text(
            "%.1f and %.1f MB, %+.1f %%",
            memory.early() / 1e6, memory.end() / 1e6, 100 * memory.growth()),
        Math.abs(memory.growth()) <= MOST_GROWTH);
  }

  private static Target honest(Row row) {
    return new Target(
        text(
            "with a server that stalls 500 ms each 10 s, p99 of response ≥ %.0f ms",
            LEAST_RESPONSE_MILLIS),
        text(
            "%.0f ms, of service %.0f ms",
            row.median().response().p99(), row.median().service().p99()),
        row.median().response().p99() >= LEAST_RESPONSE_MILLIS);
  }

  private static Target planned(Planning planning) {
    return new Target(
        text(
            "%d lines planned in %d MB of heap within %.0f s",
            planning.lines(), planning.heapMegabytes(), MOST_PLANNING_SECONDS),
        planning.words(),
        planning.succeeded() && planning.seconds() <= MOST_PLANNING_SECONDS);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
