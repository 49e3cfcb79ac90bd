package io.spanline.captures.verification;

import io.spanline.captures.BaselineName;
import io.spanline.captures.FileSums;
import io.spanline.captures.TimeRange;
import io.spanline.captures.baseline.BaselineTally;
import io.spanline.captures.baseline.BaselineYaml;
import io.spanline.captures.line.CaptureLine;
import io.spanline.captures.manifest.CaptureFolder;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.ManifestJson;
import io.spanline.captures.manifest.Manifests;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Captures with manifest and baseline, for tests that read them; as a snapshot leaves them. */
public final class CapturesOnDisk {
  private final CaptureFolder folder;

  public CapturesOnDisk(Path data) throws IOException {
    folder = new CaptureFolder(data);
    Files.createDirectories(folder.captures());
    Files.createDirectories(folder.baselines());
  }

  /**
   * Writes the capture of a minute after the epoch.
   *
   * @param traces in the order of their starts
   */
  public Path write(int minute, BaselineName name, List<Trace> traces) throws IOException {
    Instant from = Spans.EPOCH.plusSeconds(60L * minute);
    TimeRange range = new TimeRange(from, from.plusSeconds(60));
    return write(
        Manifests.edited(Manifests.ofMinute(minute), Map.of("range", range)), name, traces);
  }

  Path write(Manifest plain, BaselineName name, List<Trace> traces) throws IOException {
    Path file = folder.captures().resolve(plain.id().linesFile());
    BaselineTally tally = new BaselineTally();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (Trace trace : traces) {
        out.write(CaptureLine.write(trace));
        out.write('\n');
        tally.add(trace, plain.range());
      }
    }
    byte[] bytes = Files.readAllBytes(file);
    Manifest manifest =
        Manifests.edited(
            plain,
            Map.of(
                "capture",
                new Manifest.Capture(
                    plain.id().linesFile(),
                    Manifest.Capture.SCHEMA,
                    FileSums.of(bytes),
                    bytes.length,
                    traces.size())));
    byte[] baseline = BaselineYaml.write(tally.baseline(name, List.of(manifest)));
    Files.write(folder.baselines().resolve(name.file()), baseline);
    Files.write(
        CaptureFolder.manifestOf(file),
        ManifestJson.write(
            manifest.with(new Manifest.BaselineFile(name, name.file(), FileSums.of(baseline)))));
    return file;
  }

  public Path baseline(BaselineName name) {
    return folder.baselines().resolve(name.file());
  }
}
