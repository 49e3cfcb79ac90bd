package io.spanline.terminal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Errors of files in words that a user can act on. */
public final class FileErrors {
  private FileErrors() {}

  public static String words(IOException e) {
    if (e instanceof FileSystemException of) {
      return "%s: %s".formatted(of.getFile(), reason(of));
    }
    return e.getMessage() == null
        ? "reading or writing failed: " + e.getClass().getSimpleName()
        : e.getMessage();
  }

  /** The system's reason is often none but the type. */
  public static String reason(FileSystemException e) {
    if (e instanceof NoSuchFileException) {
      return e.getReason() == null ? "there is no such file" : e.getReason();
    }
    if (e instanceof AccessDeniedException) {
      return "access is denied; see who owns it and may read and write it";
    }
    if (e instanceof NotDirectoryException) {
      return "is no folder";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "is there already";
    }
    return e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
  }
}
