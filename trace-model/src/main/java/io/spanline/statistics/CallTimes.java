package io.spanline.statistics;

import org.jspecify.annotations.Nullable;

/** What was measured of a call, in nanoseconds; null is what was not. */
public record CallTimes(
    @Nullable Long clientNanos, @Nullable Long serverNanos, @Nullable Long gapNanos) {}
