package io.spanline.experiments.experiment.plan;

import org.jspecify.annotations.Nullable;

/**
 * What somebody predicted before the run.
 *
 * @param outcome pass or fail
 */
public record Expectation(Outcome outcome, @Nullable String because) {}
