package io.spanline.bench.baseline;

import io.spanline.bench.traffic.TracePlan;
import io.spanline.file.CaptureFolder;
import io.spanline.file.CaptureId;
import io.spanline.file.CaptureLine;
import io.spanline.file.CountTally;
import io.spanline.file.FileSums;
import io.spanline.file.Manifest;
import io.spanline.file.ManifestJson;
import io.spanline.file.Selection;
import io.spanline.file.TimeRange;
import io.spanline.model.Span;
import io.spanline.model.Trace;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** A capture of so many generated traces of two to five spans, with its manifest. */
final class LargeCapture {
  private static final int TRACES_PER_CHAPTER = 10_000;
  private static final Instant BASE = Instant.parse("2026-01-01T00:00:00Z");
  private static final int BUFFER_BYTES = 1 << 17;

  private LargeCapture() {}

  /** Writes it into a folder; the same traces for the same seed. */
  static Path in(Path folder, long traces, long seed, LongConsumer progress) throws IOException {
    Path file = folder.resolve(new CaptureId(1).captureFile());
    TracePlan plan = new TracePlan(seed, TRACES_PER_CHAPTER, BASE);
    CountTally counts = new CountTally();
    long written = 0;
    int chapter = 0;
    MessageDigest digest = FileSums.sha256();
    try (OutputStream out =
        new BufferedOutputStream(
            new DigestOutputStream(Files.newOutputStream(file), digest), BUFFER_BYTES)) {
      while (written < traces) {
        for (Trace trace : traces(plan, chapter++, traces - written)) {
          CaptureLine.write(trace, out);
          out.write('\n');
          counts.add(trace);
          written++;
        }
        progress.accept(written);
      }
    }
    TimeRange range = new TimeRange(BASE, BASE.plus(TracePlan.CHAPTER.multipliedBy(chapter)));
    Files.write(
        CaptureFolder.manifestOf(file), ManifestJson.write(manifest(file, digest, range, counts)));
    return file;
  }

  private static List<Trace> traces(TracePlan plan, int chapter, long most) {
    return plan.chapter(chapter).spans().stream()
        .collect(Collectors.groupingBy(Span::traceId))
        .values()
        .stream()
        .map(spans -> new Trace(spans.get(0).traceId(), 1, Trace.judge(spans), spans))
        .sorted(Comparator.comparing(Trace::start).thenComparing(Trace::traceId))
        .limit(most)
        .toList();
  }

  private static Manifest manifest(
      Path file, MessageDigest digest, TimeRange range, CountTally counts) throws IOException {
    long lines = counts.counts().traces();
    return new Manifest(
        new CaptureId(1),
        "generated for a measurement",
        null,
        range.to(),
        range,
        Selection.ALL,
        null,
        new Manifest.Capture(
            String.valueOf(file.getFileName()),
            Manifest.Capture.SCHEMA,
            HexFormat.of().formatHex(digest.digest()),
            Files.size(file),
            lines),
        counts.counts(),
        counts.replay(),
        List.of(),
        new Manifest.Source("traces", List.of(), lines, 0, List.of()),
        null,
        null,
        new TreeMap<>(),
        new TreeMap<>());
  }
}
