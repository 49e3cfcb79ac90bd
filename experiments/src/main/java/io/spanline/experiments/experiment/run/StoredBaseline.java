package io.spanline.experiments.experiment.run;

import io.spanline.captures.baseline.Baseline;
import io.spanline.experiments.compare.Limits;

/**
 * What a system is usually like, and by how much it may be worse before anything is done to it.
 *
 * @param name for people: its name, or its file
 */
public record StoredBaseline(String name, Baseline baseline, Limits limits) {}
