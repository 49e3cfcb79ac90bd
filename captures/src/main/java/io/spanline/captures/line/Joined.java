package io.spanline.captures.line;

import io.spanline.model.Trace;

/**
 * The texts of a trace's records as the one that {@link io.spanline.topic.TraceJson} writes for the
 * joined trace; every text of it may stay.
 *
 * @param outline as that of {@link Scanned}
 * @param firstRevision the lowest of the records'
 * @param json never changed
 */
@SuppressWarnings("ArrayRecordComponent") // a copy of each would double the work of a large capture
public record Joined(Trace outline, int firstRevision, byte[] json) {}
