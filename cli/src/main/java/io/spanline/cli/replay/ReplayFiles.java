package io.spanline.cli.replay;

import io.spanline.captures.replay.ReplayFolder;
import io.spanline.terminal.Complaint;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The replays that verbs are given by id or path. */
public final class ReplayFiles {
  private ReplayFiles() {}

  /**
   * The file of a replay.
   *
   * @throws Complaint if there is none, naming what there is
   */
  public static Path find(ReplayFolder replays, String pathOrId) throws IOException {
    try {
      return replays.find(pathOrId);
    } catch (NoSuchFileException e) {
      throw Complaint.refused("%s: %s".formatted(e.getFile(), e.getReason()));
    }
  }
}
