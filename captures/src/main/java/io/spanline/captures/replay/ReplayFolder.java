package io.spanline.captures.replay;

import io.spanline.captures.DamagedFileException;
import io.spanline.captures.ReplayId;
import io.spanline.captures.folder.ManifestFile;
import io.spanline.captures.folder.NumberedFolder;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** The replays of a data folder. */
public record ReplayFolder(Path data) {
  /** What the name of a file begins with that holds what a replay has sent so far. */
  public static final String SENT = ".lines-of-";

  private static final ManifestFile<ReplayId, ReplayManifest> MANIFEST =
      new ManifestFile<>("replay", ReplayManifestJson::read, ReplayManifest::id);

  public NumberedFolder<ReplayId> files() {
    return new NumberedFolder<>(data.resolve("replays"), ReplayId.NUMBERING, "replay");
  }

  /** Every replay that exists, ascending. */
  public List<ManifestFile.Listed<ReplayId, ReplayManifest>> list() throws IOException {
    return MANIFEST.list(files());
  }

  /**
   * The file that a text stands for: a path, or the id of a replay of this folder.
   *
   * @throws NoSuchFileException naming what there is instead
   */
  public Path find(String pathOrId) throws IOException {
    return files().find(pathOrId);
  }

  /**
   * Reads a replay's manifest.
   *
   * @throws DamagedFileException if it is not there or cannot be read
   */
  public static ReplayManifest manifest(Path replay) throws IOException {
    return MANIFEST.read(replay);
  }
}
