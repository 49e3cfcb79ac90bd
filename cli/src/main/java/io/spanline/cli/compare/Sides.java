package io.spanline.cli.compare;

import io.spanline.captures.baseline.Baseline;
import io.spanline.captures.baseline.BaselineComputation;
import io.spanline.captures.baseline.BaselineYaml;
import io.spanline.captures.manifest.CaptureFolder;
import io.spanline.cli.baseline.BaselineFiles;
import io.spanline.cli.capture.CaptureFiles;
import io.spanline.experiments.compare.Side;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.ReadingBar;
import io.spanline.terminal.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sides of a comparison by name or path. A baseline whose captures are at hand, as its sums
 * say, is read from them: only they know the order of the latencies.
 */
public final class Sides {
  private final CaptureFolder folder;
  private final Screen screen;

  /** Sides of a data folder; progress of long reading goes to the screen. */
  public Sides(CaptureFolder folder, Screen screen) {
    this.folder = folder;
    this.screen = screen;
  }

  /**
   * A baseline or capture.
   *
   * @throws Complaint if it is neither, naming what there is
   */
  public Side read(String nameOrPath) throws IOException {
    Optional<Path> baseline = new BaselineFiles(folder).find(nameOrPath);
    return baseline.isPresent()
        ? ofBaseline(baseline.get())
        : ofCaptures(List.of(capture(nameOrPath)));
  }

  /** A baseline alone. */
  public Side readBaseline(String nameOrPath) throws IOException {
    return ofBaseline(new BaselineFiles(folder).require(nameOrPath));
  }

  private Path capture(String nameOrPath) throws IOException {
    try {
      return CaptureFiles.find(folder, nameOrPath);
    } catch (Complaint e) {
      throw Complaint.refused("%s; nor is it a baseline".formatted(e.getMessage()));
    }
  }

  private Side ofBaseline(Path file) throws IOException {
    Baseline baseline = BaselineYaml.read(file);
    try {
      List<Path> captures = captures(file, baseline);
      return captures.size() == baseline.captures().size()
          ? ofCaptures(captures)
          : Side.of(baseline);
    } catch (IOException | IllegalArgumentException e) {
      screen.warn("%s is read without its captures: %s".formatted(file, e.getMessage()));
      return Side.of(baseline);
    }
  }

  private List<Path> captures(Path file, Baseline baseline) throws IOException {
    List<Path> captures = new ArrayList<>();
    for (Baseline.Source source : baseline.captures()) {
      for (Path place : List.of(folder.captures(), capturesBeside(file))) {
        Path capture = place.resolve(source.file());
        if (Files.isRegularFile(capture) && isThatOf(source, capture)) {
          captures.add(capture);
          break;
        }
      }
    }
    return captures;
  }

  /** By its manifest, which is held against the file when it is read. */
  private static boolean isThatOf(Baseline.Source source, Path capture) throws IOException {
    return CaptureFolder.manifest(capture).capture().sha256().equals(source.sha256());
  }

  private static Path capturesBeside(Path baseline) {
    return baseline.toAbsolutePath().resolveSibling("../captures").normalize();
  }

  private Side ofCaptures(List<Path> files) throws IOException {
    BaselineComputation computation = BaselineComputation.of(files);
    try (ReadingBar bar = new ReadingBar(screen, computation.bytes())) {
      return Side.of(computation.observe(bar::stepTo));
    }
  }
}
