package io.spanline.experiments.replay.plan;

import io.spanline.captures.FileSums;
import io.spanline.captures.line.CaptureLine;
import io.spanline.captures.manifest.CaptureFolder;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.ManifestJson;
import io.spanline.captures.manifest.Manifests;
import io.spanline.experiments.replay.ReplayPlan;
import io.spanline.model.Trace;
import io.spanline.topic.Beginning;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A capture of chosen traces and its manifest, as far as a plan reads them. */
final class GeneratedCapture {
  private final Path file;
  private final SortedMap<Trace, Beginning> traces =
      new TreeMap<>(Comparator.comparing(Trace::start).thenComparing(Trace::traceId));

  GeneratedCapture(Path folder) {
    file = folder.resolve("capture_001.json");
  }

  GeneratedCapture add(Trace trace, Beginning beginning) {
    traces.put(trace, beginning);
    return this;
  }

  ReplayPlan plan(Targets targets, @Nullable Path requests) throws IOException {
    return PlanReader.read(PlanReaderTest.options(write(), targets, requests), bytes -> {});
  }

  /** In the order of their starts. */
  Path write() throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<Trace, Beginning> each : traces.entrySet()) {
        out.write(CaptureLine.write(each.getKey(), each.getValue()));
        out.write('\n');
      }
    }
    return describe(traces.size());
  }

  /** Many, one at a time, which come in the order of their starts. */
  Path write(int lines, IntFunction<Trace> trace) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < lines; i++) {
        out.write(CaptureLine.write(trace.apply(i)));
        out.write('\n');
      }
    }
    return describe(lines);
  }

  private Path describe(int lines) throws IOException {
    Manifest.Capture capture =
        new Manifest.Capture(
            "capture_001.json",
            Manifest.Capture.SCHEMA,
            FileSums.of(file),
            Files.size(file),
            lines);
    Manifest manifest = Manifests.edited(Manifests.ofMinute(1), Map.of("capture", capture));
    Files.write(CaptureFolder.manifestOf(file), ManifestJson.write(manifest));
    return file;
  }
}
