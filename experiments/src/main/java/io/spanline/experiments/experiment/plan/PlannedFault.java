package io.spanline.experiments.experiment.plan;

import io.spanline.experiments.toxic.Fault;

/**
 * What is done in faulty rounds.
 *
 * @param target a proxy, or an edge as {@code a->b}
 */
public record PlannedFault(String target, Fault fault) {}
