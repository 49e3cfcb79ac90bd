package io.spanline.captures.verification;

import io.spanline.captures.DamagedFileException;
import io.spanline.captures.FileSums;
import io.spanline.captures.WriterVersion;
import io.spanline.captures.baseline.Baseline;
import io.spanline.captures.baseline.BaselineYaml;
import io.spanline.captures.line.CheckedLines;
import io.spanline.captures.manifest.CaptureFolder;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.Selection;
import io.spanline.captures.verification.Verification.Findings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether a capture's files are what was written: each line by its checksum and by its spans,
 * all lines together against the manifest, and the baseline that they give against the manifest's.
 * It needs nothing but the files.
 */
public final class CaptureVerification {
  private final Path capture;
  private final Findings findings;

  private CaptureVerification(Path capture) {
    this.capture = capture;
    this.findings = new Findings(capture, FileKind.CAPTURE.word());
  }

  /** Verifies without reporting progress. */
  public static Verification verify(Path capture) throws IOException {
    return verify(capture, bytes -> {});
  }

  /**
   * Looks at a capture, the manifest next to it and the baseline in the folder {@code baselines}
   * next to its own.
   *
   * @param progress hears how many bytes have been read, now and then
   * @throws IOException if the capture's file cannot be read; whatever is in it is no error
   */
  public static Verification verify(Path capture, LongConsumer progress) throws IOException {
    return new CaptureVerification(capture).run(progress);
  }

  private Verification run(LongConsumer progress) throws IOException {
    String foreign = FileKind.CAPTURE.problem(capture);
    if (foreign != null) {
      findings.problem(capture, foreign);
      return findings.verification(0, 0);
    }
    Manifest manifest = manifest();
    CaptureChecks checks = new CaptureChecks(manifest, findings);
    try (CheckedLines lines = CheckedLines.of(capture)) {
      lines.forEach(
          line -> {
            checks.add(line);
            progress.accept(lines.bytes());
          });
      if (manifest != null) {
        file(manifest.capture(), lines);
        sums(manifest, checks);
      }
      return findings.verification(lines.count(), lines.bytes());
    }
  }

  private @Nullable Manifest manifest() throws IOException {
    try {
      return CaptureFolder.manifest(capture);
    } catch (DamagedFileException e) {
      findings.unreadable(e);
      return null;
    }
  }

  private void file(Manifest.Capture said, CheckedLines lines) {
    Path manifest = CaptureFolder.manifestOf(capture);
    findings.unlessEqual(
        manifest, "capture.file", said.file(), String.valueOf(capture.getFileName()));
    findings.unlessEqual(manifest, "capture.bytes", said.bytes(), lines.bytes());
    findings.unlessEqual(manifest, "capture.lines", said.lines(), lines.count());
    findings.unlessEqual(manifest, "capture.sha256", said.sha256(), lines.sha256());
  }

  private void sums(Manifest manifest, CaptureChecks checks) throws IOException {
    BaselineOnDisk baseline = BaselineOnDisk.of(capture, manifest);
    if (!checks.allRead()) {
      // Sums without the damaged lines would only say again that these are damaged.
      baseline.check(null, findings);
      return;
    }
    Manifest.Counts found = checks.counts().counts();
    counts(manifest.counts(), found);
    unlessEqual("replay", manifest.replay(), checks.counts().replay());
    Selection.Limit limit = manifest.selection().limit();
    if (limit != null && found.traces() - found.beganBefore() > limit.traces()) {
      findings.problem(
          capture,
          "has more traces that began in its range than its selection's limit of "
              + limit.traces());
    }
    Manifest.BaselineFile said = manifest.baseline();
    // With other problems it would not be the one that was written.
    Baseline computed =
        said == null || !findings.none()
            ? null
            : checks.baseline().baseline(said.name(), List.of(manifest.with(null)));
    if (said != null && computed != null && WriterVersion.wrote(manifest.versions())) {
      unlessEqual("baseline.sha256", said.sha256(), FileSums.of(BaselineYaml.write(computed)));
    }
    baseline.check(computed, findings);
  }

  private void counts(Manifest.Counts said, Manifest.Counts found) {
    unlessEqual("counts.traces", said.traces(), found.traces());
    unlessEqual("counts.began_before", said.beganBefore(), found.beganBefore());
    unlessEqual("counts.spans", said.spans(), found.spans());
    unlessEqual("counts.sampled", said.sampled(), found.sampled());
    unlessEqual("counts.untimed_spans", said.untimed(), found.untimed());
    unlessEqual("counts.truncated_spans", said.truncated(), found.truncated());
    unlessEqual(
        "counts.truncated_entry_spans", said.truncatedEntrySpans(), found.truncatedEntrySpans());
    // Earlier versions did not count these.
    if (said.droppedAttributes() != null) {
      unlessEqual("counts.dropped_attributes", said.droppedAttributes(), found.droppedAttributes());
      eachUnlessEqual("counts.environments", said.environments(), found.environments());
    }
    eachUnlessEqual("counts.outcomes", said.outcomes(), found.outcomes());
    eachUnlessEqual("counts.services", said.services(), found.services());
  }

  private <V> void eachUnlessEqual(
      String field, SortedMap<String, V> said, SortedMap<String, V> found) {
    findings.eachUnlessEqual(CaptureFolder.manifestOf(capture), field, said, found);
  }

  private void unlessEqual(String field, @Nullable Object said, @Nullable Object found) {
    findings.unlessEqual(CaptureFolder.manifestOf(capture), field, said, found);
  }
}
