package io.spanline.experiments.replay.file;

import io.spanline.captures.ReplayId;
import io.spanline.captures.folder.NumberedFolder;
import io.spanline.captures.replay.ReplayFolder;
import io.spanline.captures.replay.ReplayLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The names of what a replay sent before it is published, and what to do with those that a process
 * left that was killed.
 */
record Leftovers(NumberedFolder<ReplayId> folder) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int LONGEST_NAME = 64;

  /** The file of what is sent of a capture from now on; its name says which and when. */
  Path sent(String captureFile, Instant now) {
    String capture = captureFile.replaceFirst("\\.json$", "").replaceAll("[^A-Za-z0-9_-]", "_");
    return folder
        .path()
        .resolve(
            "%s%s-%s%s"
                .formatted(
                    ReplayFolder.SENT,
                    capture.substring(0, Math.min(LONGEST_NAME, capture.length())),
                    TIME.format(now),
                    NumberedFolder.UNFINISHED));
  }

  /** Sets aside what was sent, and removes what can be made from it again; needs the lock. */
  List<Path> setAside() throws IOException {
    List<Path> strays = new ArrayList<>();
    for (String name : folder.fileNames()) {
      Path file = folder.path().resolve(name);
      if (NumberedFolder.isUnfinished(name)) {
        if (holdsMore(name, file)) {
          strays.add(setAside(file));
        } else {
          Files.delete(file);
        }
      }
    }
    for (ReplayId id : folder.withoutManifest()) {
      strays.add(folder.strays().add(id.linesFile()));
    }
    return strays;
  }

  /** Whether a file holds what was sent, and no replay's file does. */
  private boolean holdsMore(String name, Path file) throws IOException {
    if (!name.startsWith(ReplayFolder.SENT) || Files.size(file) == 0) {
      return false;
    }
    Optional<Long> prefix = ReplayLines.prefix(file);
    return prefix.isEmpty() || !prefix.equals(lastPrefix());
  }

  /** What the trace ids begin with of the replay whose lines were written last. */
  private Optional<Long> lastPrefix() throws IOException {
    Optional<ReplayId> last =
        folder.fileNames().stream()
            .map(ReplayId.NUMBERING::ofLinesFile)
            .flatMap(Optional::stream)
            .max(Comparator.naturalOrder());
    return last.isPresent() ? ReplayLines.prefix(folder.lines(last.get())) : Optional.empty();
  }

  /** Sets the file of what was sent aside. */
  Path setAside(Path sent) throws IOException {
    String name = String.valueOf(sent.getFileName());
    String plain = name.substring(1, name.length() - NumberedFolder.UNFINISHED.length());
    return folder.strays().add(sent, plain + ".json");
  }
}
