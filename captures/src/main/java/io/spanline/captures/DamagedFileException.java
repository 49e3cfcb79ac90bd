package io.spanline.captures;

import io.spanline.model.Printable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Thrown for a file of ours that is damaged; the message names the file, the line and why. */
public final class DamagedFileException extends IOException {
  private final transient Path file;
  private final @Nullable Long line;

  public DamagedFileException(Path file, String reason) {
    this(file, null, reason);
  }

  public DamagedFileException(Path file, @Nullable Long line, String reason) {
    super("%s%s: %s".formatted(file, line == null ? "" : " line " + line, Printable.line(reason)));
    this.file = file;
    this.line = line;
  }

  /** Says of a capture that its manifest, which is sound, describes another file. */
  public static DamagedFileException otherThanItsManifest(Path capture) {
    return new DamagedFileException(
        capture, "is not the capture that its manifest describes; capture verify tells why");
  }

  public Path file() {
    return file;
  }

  /** Counted from 1; null if it is not one line's fault. */
  public @Nullable Long line() {
    return line;
  }
}
