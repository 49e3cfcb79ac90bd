package io.spanline.captures.verification;

import io.spanline.captures.DamagedFileException;
import io.spanline.captures.FileSums;
import io.spanline.captures.folder.ManifestFile;
import io.spanline.captures.replay.ReplayFolder;
import io.spanline.captures.replay.ReplayLine;
import io.spanline.captures.replay.ReplayLines;
import io.spanline.captures.replay.ReplayManifest;
import io.spanline.captures.verification.Verification.Findings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether a replay's files are what was written: each line by itself, all lines together
 * against the manifest, and the capture that was replayed if it is still there.
 */
public final class ReplayVerification {
  private final Path replay;
  private final Path manifestFile;
  private final Findings findings;

  private ReplayVerification(Path replay) {
    this.replay = replay;
    this.manifestFile = ManifestFile.of(replay);
    this.findings = new Findings(replay, FileKind.REPLAY.word());
  }

  /**
   * Looks at a replay, the manifest next to it and the capture in the folder {@code captures} next
   * to its own.
   *
   * @param progress hears how many bytes have been read, now and then
   * @throws IOException if the replay's file cannot be read; whatever is in it is no error
   */
  public static Verification verify(Path replay, LongConsumer progress) throws IOException {
    return new ReplayVerification(replay).run(progress);
  }

  private Verification run(LongConsumer progress) throws IOException {
    String foreign = FileKind.REPLAY.problem(replay);
    if (foreign != null) {
      findings.problem(replay, foreign);
      return findings.verification(0, 0);
    }
    ReplayManifest manifest = manifest();
    ReplayChecks checks = new ReplayChecks(manifest, findings);
    try (ReplayLines lines = ReplayLines.of(replay)) {
      boolean allRead = readAll(lines, checks, progress);
      if (manifest != null) {
        file(manifest.replay(), lines);
        // Sums without the damaged lines would only say again that these are damaged.
        if (allRead) {
          checks.sums(manifestFile, manifest);
        }
        capture(manifest.capture());
      }
      return findings.verification(lines.number(), lines.bytes());
    }
  }

  private @Nullable ReplayManifest manifest() throws IOException {
    try {
      return ReplayFolder.manifest(replay);
    } catch (DamagedFileException e) {
      findings.unreadable(e);
      return null;
    }
  }

  private boolean readAll(ReplayLines lines, ReplayChecks checks, LongConsumer progress)
      throws IOException {
    boolean allRead = true;
    while (true) {
      try {
        ReplayLine line = lines.next();
        if (line == null) {
          return allRead;
        }
        checks.add(lines.number(), line);
        progress.accept(lines.bytes());
      } catch (DamagedFileException e) {
        allRead = false;
        String before = "%s line %d: ".formatted(replay, lines.number());
        findings.problem(lines.number(), String.valueOf(e.getMessage()).replace(before, ""));
      }
    }
  }

  private void file(ReplayManifest.Lines said, ReplayLines lines) {
    unlessEqual("replay.file", said.file(), String.valueOf(replay.getFileName()));
    unlessEqual("replay.bytes", said.bytes(), lines.bytes());
    unlessEqual("replay.lines", said.lines(), lines.number());
    unlessEqual("replay.sha256", said.sha256(), lines.sha256());
  }

  private void capture(ReplayManifest.CaptureSource said) throws IOException {
    Path name = Path.of(said.file()).getFileName();
    Path capture =
        replay.toAbsolutePath().resolveSibling("../captures").resolve(String.valueOf(name));
    if (!Files.isRegularFile(capture)) {
      findings.note("%s is no longer there to compare with".formatted(name));
    } else if (!FileSums.of(capture).equals(said.sha256())) {
      findings.note("%s is another file than the one that was replayed".formatted(name));
    }
  }

  private void unlessEqual(String field, @Nullable Object said, @Nullable Object found) {
    findings.unlessEqual(manifestFile, field, said, found);
  }
}
