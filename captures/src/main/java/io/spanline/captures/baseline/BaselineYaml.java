package io.spanline.captures.baseline;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.captures.CaptureId;
import io.spanline.captures.DamagedFileException;
import io.spanline.captures.FileFormat;
import io.spanline.captures.FileSeal;
import io.spanline.captures.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** The text of a baseline: YAML with a fixed order of keys, so that a change is a small diff. */
public final class BaselineYaml {
  private static final Map<String, String> COMMENTS =
      Map.of(
          "schema",
          """
          Normal traffic: what later traffic is compared with. Written by Spanline; do not edit.
          Latencies are in milliseconds, to the nanosecond. pNN is the ceil(0.NN * n)-th smallest
          of n, a latency that some request really had. Every ..._ci is a 95 % interval: of
          quantiles by order statistics, of error rates by Wilson's score. Where the samples are
          too few for a bound it is null, and reasons says why.
          """,
          "captures",
          "\nThe captures behind every figure: of requests and calls that began at or after from, before to.\n",
          "warnings",
          "\nWhy the figures may not stand for normal traffic; [] where nothing was found.\n",
          "services",
          """

          Requests are entry spans (kind SERVER or CONSUMER), errors those with status ERROR;
          timed of them have an end, and so a latency.
          resources: CPU time and heap of the service's processes in the range, where measured.
          """,
          "edges",
          """

          Calls, also of those who consumed a message: client is the caller's time, server the
          callee's, gap the difference, the time on the way; timed says of how many calls.
          """,
          "digests",
          "\nThe durations in short, base64, to merge baselines by; no figure above needs them.\n");

  private BaselineYaml() {}

  /** UTF-8; equal baselines give equal bytes. The last line has the sum of those above. */
  public static byte[] write(Baseline baseline) {
    return FileSeal.BASELINE.close(YamlText.of(tree(baseline), COMMENTS));
  }

  /** The same fields as a tree, for those who want JSON. */
  public static JsonNode tree(Baseline baseline) {
    return FileFormat.JSON.valueToTree(BaselineForm.of(baseline));
  }

  /**
   * Reads a file.
   *
   * @throws DamagedFileException if it is no baseline
   */
  public static Baseline read(Path file) throws IOException {
    if (Files.size(file) > YamlTree.MOST_BYTES) {
      throw new DamagedFileException(
          file,
          "has %s bytes, a baseline has at most %s"
              .formatted(Files.size(file), YamlTree.MOST_BYTES));
    }
    try {
      return read(Files.readAllBytes(file));
    } catch (IllegalArgumentException e) {
      throw new DamagedFileException(file, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Reads what {@link #write} wrote, to the byte.
   *
   * @throws IllegalArgumentException naming what is wrong with the text
   */
  public static Baseline read(byte[] yaml) {
    Baseline baseline;
    try {
      JsonNode tree = YamlTree.read(yaml);
      Schemas.requireSchema(tree, Baseline.SCHEMA);
      baseline = FileFormat.read(tree, BaselineForm.class).baseline();
    } catch (IOException e) {
      throw new IllegalArgumentException("not a baseline: " + Schemas.reason(e), e);
    }
    if (!FileSeal.BASELINE.fits(yaml)) {
      throw new IllegalArgumentException(
          "was changed after it was written; " + computeAnew(baseline));
    }
    return baseline;
  }

  private static String computeAnew(Baseline of) {
    String captures =
        of.captures().stream()
            .flatMap(capture -> CaptureId.NUMBERING.ofLinesFile(capture.file()).stream())
            .map(CaptureId::toString)
            .collect(Collectors.joining(" "));
    return String.format(
        "compute it anew: ./spanline baseline compute %s --name %s --out %s",
        captures.isEmpty() ? "CAPTURE" : captures, of.name(), of.name().file());
  }
}
