package io.spanline.capture;

import io.spanline.capture.store.ExistingBaseline;
import io.spanline.file.BaselineName;
import io.spanline.file.TimeRange;
import org.jspecify.annotations.Nullable;

/**
 * What one snapshot is asked to be: checked, with its range fixed.
 *
 * @param range of the starts of the traces
 */
public record SnapshotOrder(
    BaselineName baseline, @Nullable String label, TimeRange range, ExistingBaseline existing) {}
