package io.spanline.captures.verification;

import io.spanline.captures.BaselineName;
import io.spanline.captures.FileSums;
import io.spanline.captures.Resealed;
import io.spanline.captures.TimeRange;
import io.spanline.captures.WriterVersion;
import io.spanline.captures.manifest.CaptureFolder;
import io.spanline.captures.manifest.CountTally;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.ManifestJson;
import io.spanline.captures.manifest.Manifests;
import io.spanline.captures.manifest.Selection;
import io.spanline.model.RandomTraces;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.Traces;
import io.spanline.topic.Beginning;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/** A data folder with one capture of random traces, its manifest and its baseline. */
public final class SoundCapture {
  private static final TimeRange RANGE =
      new TimeRange(Spans.EPOCH.minusSeconds(1), Spans.EPOCH.plusSeconds(60));

  private final Path data;
  private final List<Trace> traces;

  private SoundCapture(Path data, List<Trace> traces) {
    this.data = data;
    this.traces = traces;
  }

  /** Of traces of a seed. */
  public static SoundCapture in(Path data, int traces) throws IOException {
    SoundCapture capture =
        new SoundCapture(data, Traces.judged(new RandomTraces(new Random(traces)).spans(traces)));
    capture.write();
    return capture;
  }

  public Path file() {
    return data.resolve("captures").resolve("capture_001.json");
  }

  Path baseline() {
    return data.resolve("baselines").resolve("normal_baseline.yaml");
  }

  public List<Trace> traces() {
    return traces;
  }

  /** Writes other bytes in the place of the capture's. */
  public void replace(byte[] bytes) throws IOException {
    Files.write(file(), bytes);
  }

  void replace(List<byte[]> lines) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] line : lines) {
      bytes.write(line);
      bytes.write('\n');
    }
    replace(bytes.toByteArray());
  }

  List<byte[]> lines() throws IOException {
    List<byte[]> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file())) {
      lines.add(line.getBytes(StandardCharsets.UTF_8));
    }
    return lines;
  }

  /** What its verification finds, in words. */
  List<String> problems() throws IOException {
    return CaptureVerification.verify(file()).problems().stream()
        .map(Verification.Problem::toString)
        .toList();
  }

  /** Edits the manifest, whose sum fits again. */
  void edit(UnaryOperator<String> edit) throws IOException {
    Path manifest = CaptureFolder.manifestOf(file());
    Files.write(manifest, Resealed.manifest(edit.apply(Files.readString(manifest))));
  }

  /** Edits the baseline, whose sum fits again. */
  void editBaseline(UnaryOperator<String> edit) throws IOException {
    Files.write(baseline(), Resealed.baseline(edit.apply(Files.readString(baseline()))));
  }

  /** Writes a manifest that fits other bytes, as far as their sum goes. */
  void resum() throws IOException {
    byte[] bytes = Files.readAllBytes(file());
    Manifest old = CaptureFolder.manifest(file());
    String text = new String(ManifestJson.write(old), StandardCharsets.UTF_8);
    text =
        text.replace(old.capture().sha256(), FileSums.of(bytes))
            .replace("\"bytes\": " + old.capture().bytes(), "\"bytes\": " + bytes.length);
    Files.write(CaptureFolder.manifestOf(file()), Resealed.manifest(text));
  }

  private void write() throws IOException {
    CountTally counts = new CountTally(RANGE);
    traces.forEach(trace -> counts.add(trace, Beginning.INSIDE));
    Manifest manifest =
        Manifests.edited(
            Manifests.with(1, Selection.ALL, null, null),
            Map.of(
                "created", Instant.parse("2026-01-01T00:02:00Z"),
                "range", RANGE,
                "counts", counts.counts(),
                "replay", counts.replay(),
                "versions", Map.of(WriterVersion.KEY, WriterVersion.current())));
    new CapturesOnDisk(data).write(manifest, BaselineName.NORMAL, traces);
  }
}
