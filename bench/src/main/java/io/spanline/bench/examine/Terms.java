package io.spanline.bench.examine;

import io.spanline.settings.Catalogue.Guarantee;

/**
 * What a run was promised and what was done to it.
 *
 * @param interruptions how many times what was sent may have been torn apart, so that a trace under
 *     way came in two pieces with more than the settling time between
 */
public record Terms(Guarantee guarantee, int interruptions) {}
