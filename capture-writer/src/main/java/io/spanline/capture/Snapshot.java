package io.spanline.capture;

import io.spanline.file.Baseline;
import io.spanline.file.Manifest;
import java.util.SortedMap;

/** A snapshot that was taken: its manifest, and the services of its baseline. */
public record Snapshot(Manifest manifest, SortedMap<String, Baseline.Service> services) {}
