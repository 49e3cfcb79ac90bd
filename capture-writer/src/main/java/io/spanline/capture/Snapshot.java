package io.spanline.capture;

import io.spanline.file.Baseline;
import io.spanline.file.Manifest;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot that was taken: its manifest, and the services of its baseline.
 *
 * @param warning what is still to be done for it, and why; null where nothing is
 */
public record Snapshot(
    Manifest manifest, SortedMap<String, Baseline.Service> services, @Nullable String warning) {}
