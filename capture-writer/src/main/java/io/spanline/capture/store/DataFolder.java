package io.spanline.capture.store;

import io.spanline.captures.BaselineName;
import io.spanline.captures.CaptureId;
import io.spanline.captures.folder.NumberedFolder;
import io.spanline.captures.replay.ReplayFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Where captures, manifests and baselines lie, and the names of files that are not finished. */
record DataFolder(NumberedFolder<CaptureId> captures, Path baselines, ReplayFolder replays) {
  private static final String WRITER = "capture-writer";

  static DataFolder in(Path data) throws IOException {
    DataFolder folder =
        new DataFolder(
            new NumberedFolder<>(data.resolve("captures"), CaptureId.NUMBERING, WRITER),
            data.resolve("baselines"),
            new ReplayFolder(data));
    folder.captures.create();
    // A link to a folder is one; Java 17 would not have it.
    if (!Files.isDirectory(folder.baselines)) {
      Files.createDirectories(folder.baselines);
    }
    return folder;
  }

  Path baseline(BaselineName name) {
    return baselines.resolve(name.file());
  }

  /** A baseline before its snapshot's commit; its name says which snapshot that is. */
  Path unfinishedBaseline(BaselineName name, CaptureId id) {
    return baselines.resolve("." + name.file() + "." + id + NumberedFolder.UNFINISHED);
  }

  /** Names of the files of the baselines' folder. */
  List<String> baselineNames() throws IOException {
    try {
      return NumberedFolder.fileNames(baselines);
    } catch (NoSuchFileException e) {
      throw new IOException(
          "%s was deleted while %s ran; start %s again".formatted(baselines, WRITER, WRITER), e);
    }
  }
}
