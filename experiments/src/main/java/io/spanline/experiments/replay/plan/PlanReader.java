package io.spanline.experiments.replay.plan;

import io.spanline.captures.DamagedFileException;
import io.spanline.captures.line.CaptureReader;
import io.spanline.captures.manifest.CaptureFolder;
import io.spanline.captures.manifest.Manifest;
import io.spanline.experiments.replay.ReplayPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** Reads a capture once, and keeps of each request what is needed to send it. */
public final class PlanReader {
  private PlanReader() {}

  /**
   * The plan.
   *
   * @param bytesRead hears how much of the capture has been read, now and then
   * @throws IllegalArgumentException with the sentence to show, if the requests file is wrong
   * @throws DamagedFileException if the capture or its manifest is not as it was written
   */
  public static ReplayPlan read(PlanOptions options, LongConsumer bytesRead) throws IOException {
    Path requests = options.requests();
    PlanTally tally =
        new PlanTally(
            options,
            requests == null ? RequestsFile.NONE : RequestsFile.read(requests, System::getenv));
    Path capture = options.capture();
    Manifest manifest = CaptureFolder.manifest(capture);
    CaptureReader.Read read = CaptureReader.readLines(capture, tally::add, bytesRead);
    if (!read.sha256().equals(manifest.capture().sha256())) {
      throw DamagedFileException.otherThanItsManifest(capture);
    }
    return tally.plan();
  }
}
