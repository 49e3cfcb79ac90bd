package io.spanline.capture.store;

import io.spanline.captures.baseline.Baseline;
import io.spanline.captures.manifest.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot that was committed: it exists, whatever came after.
 *
 * @param baseline that was computed of it; null if none was asked for
 * @param warning what is still to be done for it, and why; null if nothing is
 */
public record Snapshot(Manifest manifest, @Nullable Baseline baseline, @Nullable String warning) {}
