package io.spanline.captures.verification;

import io.spanline.captures.BaselineName;
import io.spanline.captures.FileSums;
import io.spanline.captures.WriterVersion;
import io.spanline.captures.baseline.Baseline;
import io.spanline.captures.baseline.BaselineYaml;
import io.spanline.captures.baseline.YamlTree;
import io.spanline.captures.manifest.Manifest;
import io.spanline.model.Printable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The file of the baseline that a manifest names, as it lies there now: that of the capture, a
 * later one's, or none.
 */
final class BaselineOnDisk {
  // Also of a text that is no YAML any more.
  private static final Pattern SOURCE = Pattern.compile("    sha256: \"([^\"]*)\"");

  private final Manifest manifest;
  private final Manifest.@Nullable BaselineFile said;
  private final @Nullable Path file;

  private BaselineOnDisk(
      Manifest manifest, Manifest.@Nullable BaselineFile said, @Nullable Path file) {
    this.manifest = manifest;
    this.said = said;
    this.file = file;
  }

  /** The one in the folder {@code baselines} next to the capture's folder. */
  static BaselineOnDisk of(Path capture, Manifest manifest) {
    Manifest.BaselineFile said = manifest.baseline();
    Path captures = capture.toAbsolutePath().getParent();
    return new BaselineOnDisk(
        manifest,
        said,
        said == null || captures == null
            ? null
            : captures.resolveSibling("baselines").resolve(said.file()));
  }

  /**
   * Reports what is wrong with it.
   *
   * @param computed what the capture gives; null if that is not known
   */
  void check(@Nullable Baseline computed, Verification.Findings findings) throws IOException {
    if (said == null) {
      return;
    }
    if (file == null || !Files.isRegularFile(file)) {
      findings.note("baseline '%s' is not there: %s".formatted(said.name(), file));
      return;
    }
    if (Files.size(file) > YamlTree.MOST_BYTES) {
      findings.problem(file, "is larger than a baseline may be");
      return;
    }
    byte[] bytes = Files.readAllBytes(file);
    boolean asWritten = FileSums.of(bytes).equals(said.sha256());
    byte[] expected = computed == null ? null : BaselineYaml.write(computed);
    if (computed != null && asWritten && !WriterVersion.wrote(manifest.versions())) {
      figures(computed, file, bytes, findings);
    } else if (asWritten || Arrays.equals(bytes, expected)) {
      return;
    } else if (expected != null && isOfThisCapture(bytes, expected)) {
      firstDifference(file, bytes, expected, findings);
    } else {
      another(said.name(), file, bytes, findings);
    }
  }

  /** Another version may write the same figures in other bytes. */
  private static void figures(
      Baseline computed, Path of, byte[] bytes, Verification.Findings findings) {
    try {
      if (!BaselineYaml.read(bytes).equals(computed)) {
        findings.problem(of, "has other figures than those that the capture gives");
      }
    } catch (IllegalArgumentException e) {
      findings.problem(of, String.valueOf(e.getMessage()));
    }
  }

  private static void another(
      BaselineName name, Path of, byte[] bytes, Verification.Findings findings) {
    try {
      BaselineYaml.read(bytes);
      findings.note(
          "baseline '%s' is not the one of this capture any more: %s".formatted(name, of));
    } catch (IllegalArgumentException e) {
      findings.problem(of, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Whether it says that all its figures are of this capture. A later one may hold the same lines,
   * of which the time of the baseline tells.
   */
  private boolean isOfThisCapture(byte[] bytes, byte[] computed) {
    if (!created(bytes).equals(created(computed))) {
      return false;
    }
    List<String> sources =
        lines(bytes).stream()
            .takeWhile(line -> !line.equals("services:"))
            .map(SOURCE::matcher)
            .filter(Matcher::matches)
            .map(line -> line.group(1))
            .toList();
    return sources.equals(List.of(manifest.capture().sha256()));
  }

  private static Optional<String> created(byte[] baseline) {
    return lines(baseline).stream().filter(line -> line.startsWith("created: ")).findFirst();
  }

  private static void firstDifference(
      Path of, byte[] bytes, byte[] computed, Verification.Findings findings) {
    List<String> there = lines(bytes);
    List<String> right = lines(computed);
    for (int i = 0; i < Math.max(there.size(), right.size()); i++) {
      if (!line(there, i).equals(line(right, i))) {
        findings.problem(
            of,
            i + 1L,
            "says %s, the capture gives %s".formatted(shown(there, i), shown(right, i)));
        return;
      }
    }
    findings.problem(of, "has other line breaks than the one that the capture gives");
  }

  private static String line(List<String> lines, int index) {
    return index < lines.size() ? lines.get(index) : "";
  }

  private static String shown(List<String> lines, int index) {
    return index < lines.size()
        ? "'" + Printable.text(lines.get(index).strip()) + "'"
        : "that there is no such line";
  }

  private static List<String> lines(byte[] text) {
    return List.of(new String(text, StandardCharsets.UTF_8).split("\n", -1));
  }
}
