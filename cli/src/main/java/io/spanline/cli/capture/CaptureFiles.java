package io.spanline.cli.capture;

import io.spanline.captures.manifest.CaptureFolder;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.FileErrors;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The captures that verbs are given by id or path. */
public final class CaptureFiles {
  private CaptureFiles() {}

  /**
   * The file of a capture.
   *
   * @throws Complaint if there is none, naming what there is
   */
  public static Path find(CaptureFolder captures, String pathOrId) throws IOException {
    try {
      return captures.find(pathOrId);
    } catch (InvalidPathException e) {
      throw Complaint.refused("no capture '%s': %s".formatted(pathOrId, e.getReason()));
    } catch (FileSystemException e) {
      throw Complaint.refused(FileErrors.words(e));
    }
  }
}
