package io.spanline.experiments.replay.plan;

import io.spanline.captures.manifest.Selection;
import io.spanline.experiments.replay.Pace;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a replay.
 *
 * @param requests file that says what the capture does not hold; null without one
 * @param repeat how many times everything is sent
 * @param limit how many requests of the capture at most, the first ones; null for all
 * @param where which traces
 */
public record PlanOptions(
    Path capture,
    Targets targets,
    @Nullable Path requests,
    Pace pace,
    int repeat,
    @Nullable Integer limit,
    Selection.Filter where,
    SideEffects sideEffects) {
  public PlanOptions {
    if (limit != null && limit < 1) {
      throw new IllegalArgumentException("limit must be at least 1, was " + limit);
    }
    if (repeat < 1) {
      throw new IllegalArgumentException("repeat must be at least 1, was " + repeat);
    }
  }
}
