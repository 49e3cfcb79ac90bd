package io.spanline.captures.line;

import io.spanline.model.Trace;

/**
 * A trace's text that says what {@link io.spanline.topic.TraceJson} writes for the trace, and as it
 * does.
 *
 * @param outline the trace as far as summaries and baselines need it: ids, names, times, kinds,
 *     status, services, and of the other attributes those that a summary speaks of
 * @param admitted whether every text of it may stay, so that the bytes may be copied as they are
 */
public record Scanned(Trace outline, boolean admitted) {}
