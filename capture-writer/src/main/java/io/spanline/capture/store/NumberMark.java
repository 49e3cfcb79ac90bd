package io.spanline.capture.store;

import io.spanline.captures.CaptureId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The highest number that was ever given to a capture, in a file: so that the number of one that
 * was deleted by its owner does not come back as another capture. It is raised before a number is
 * used; a crash between leaves a gap.
 */
record NumberMark(Path file) {
  private static final Logger LOG = LoggerFactory.getLogger(NumberMark.class);
  private static final int LONGEST = 64;

  /** Empty if none was given or the file is not readable: then the captures tell. */
  Optional<CaptureId> read() throws IOException {
    if (!DataFolder.isFile(file)) {
      return Optional.empty();
    }
    Optional<CaptureId> id =
        Files.size(file) > LONGEST
            ? Optional.empty()
            : CaptureId.parse(
                new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).strip());
    if (id.isEmpty()) {
      LOG.atWarn().addKeyValue("file", file).log("the highest number cannot be read");
    }
    return id;
  }

  /** Durably; to a lower number it is not set. */
  void raise(CaptureId id) throws IOException {
    Optional<CaptureId> before = read();
    if (before.isPresent() && before.get().compareTo(id) >= 0) {
      return;
    }
    Path unfinished = file.resolveSibling(file.getFileName() + DataFolder.UNFINISHED);
    Durably.write(unfinished, (id + "\n").getBytes(StandardCharsets.US_ASCII));
    Durably.rename(unfinished, file);
  }
}
