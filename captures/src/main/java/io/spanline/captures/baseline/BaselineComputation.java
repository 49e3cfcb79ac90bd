package io.spanline.captures.baseline;

import io.spanline.captures.BaselineName;
import io.spanline.captures.DamagedFileException;
import io.spanline.captures.TimeRange;
import io.spanline.captures.line.CaptureReader;
import io.spanline.captures.manifest.CaptureFolder;
import io.spanline.captures.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * The baseline of captures on disk, from their lines and manifests alone: of one capture, the same
 * bytes that were written when it was taken.
 */
public final class BaselineComputation {
  private final List<Part> parts;

  private BaselineComputation(List<Part> parts) {
    this.parts = parts;
  }

  private record Part(Path file, Manifest manifest) {
    TimeRange range() {
      return manifest.range();
    }
  }

  /**
   * Reads the captures' manifests and puts them in the order of their ranges.
   *
   * @throws DamagedFileException if a manifest is missing or is none
   * @throws IllegalArgumentException if two ranges overlap: a request might count twice
   */
  public static BaselineComputation of(List<Path> captures) throws IOException {
    List<Part> parts = new ArrayList<>();
    for (Path capture : captures) {
      parts.add(new Part(capture, CaptureFolder.manifest(capture)));
    }
    parts.sort(Comparator.comparing(part -> part.range().from()));
    for (int i = 1; i < parts.size(); i++) {
      requireApart(parts.get(i - 1), parts.get(i));
    }
    return new BaselineComputation(List.copyOf(parts));
  }

  /** In the order of their ranges. */
  public List<Manifest> manifests() {
    return parts.stream().map(Part::manifest).toList();
  }

  /** How much there is to read. */
  public long bytes() throws IOException {
    long bytes = 0;
    for (Part part : parts) {
      bytes += Files.size(part.file());
    }
    return bytes;
  }

  /**
   * Reads every capture once.
   *
   * @param progress hears how many bytes of all have been read, now and then
   * @throws DamagedFileException if a capture is not the one that its manifest describes
   */
  public Baseline compute(BaselineName name, LongConsumer progress) throws IOException {
    return read(progress)
        .baseline(name, manifests().stream().map(manifest -> manifest.with(null)).toList());
  }

  /** Reads every capture once, likewise, and keeps every latency. */
  public Observations observe(LongConsumer progress) throws IOException {
    return read(progress).observations();
  }

  private BaselineTally read(LongConsumer progress) throws IOException {
    BaselineTally tally = new BaselineTally();
    long before = 0;
    for (Part part : parts) {
      long start = before;
      requireThatOf(
          part,
          CaptureReader.read(
              part.file(),
              trace -> tally.add(trace, part.range()),
              bytes -> progress.accept(start + bytes)));
      before += Files.size(part.file());
    }
    return tally;
  }

  private static void requireThatOf(Part part, CaptureReader.Read read)
      throws DamagedFileException {
    Manifest.Capture capture = part.manifest().capture();
    if (read.lines() != capture.lines()) {
      throw new DamagedFileException(
          part.file(),
          "has %s lines, its manifest says %s".formatted(read.lines(), capture.lines()));
    }
    if (!read.sha256().equals(capture.sha256())) {
      throw new DamagedFileException(
          part.file(),
          "sha256 is %s, its manifest says %s".formatted(read.sha256(), capture.sha256()));
    }
  }

  private static void requireApart(Part one, Part other) {
    if (one.range().to().isAfter(other.range().from())) {
      throw new IllegalArgumentException(
          "%s (%s) and %s (%s) overlap, so that a request might count twice: choose captures whose"
                  .formatted(one.file(), one.range(), other.file(), other.range())
              + " ranges do not");
    }
  }
}
