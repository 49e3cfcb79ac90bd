package io.spanline.capture.store;

import java.io.IOException;
import java.nio.file.Path;

/** A folder that another capture-writer writes into. */
public final class FolderInUseException extends IOException {
  FolderInUseException(Path lock, String holder) {
    super(
        "%s is in use by another capture-writer, process %s; stop it or set SPANLINE_DATA_DIR"
            .formatted(lock.getParent(), holder.isEmpty() ? "unknown" : holder));
  }
}
