package io.spanline.captures.folder;

import java.io.IOException;

/** Another writer has the right to write into a folder; the message is a sentence for the user. */
public final class FolderInUseException extends IOException {
  FolderInUseException(String message) {
    super(message);
  }
}
