package io.spanline.stack.tool;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** A release's tar.gz, of which one program is taken out, under a name of ours. */
record ProgramArchive(Path file) {
  private static final int BUFFER = 1 << 16;

  /**
   * Writes the program to {@code target}. Names in the archive are compared, never used as paths.
   *
   * @throws DownloadFailed if the archive does not have it as a plain file, or cannot be read
   * @throws IOException if the program cannot be written
   */
  void unpack(String member, Path target) throws DownloadFailed, IOException {
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        OutputStream out = Files.newOutputStream(target)) {
      TarArchiveInputStream tar = find(member, bytes);
      byte[] buffer = new byte[BUFFER];
      for (int n = read(tar, buffer); n >= 0; n = read(tar, buffer)) {
        out.write(buffer, 0, n);
      }
    }
  }

  /** Stands at the program's first byte. */
  private TarArchiveInputStream find(String member, InputStream bytes) throws DownloadFailed {
    try {
      TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(bytes, BUFFER));
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        String name = e.getName().startsWith("./") ? e.getName().substring(2) : e.getName();
        if (name.equals(member) && e.isFile() && !e.isLink() && !e.isSymbolicLink()) {
          return tar;
        }
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    throw new DownloadFailed("%s has no file %s".formatted(file.getFileName(), member));
  }

  private int read(InputStream tar, byte[] buffer) throws DownloadFailed {
    try {
      return tar.read(buffer);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private DownloadFailed unreadable(IOException problem) {
    return new DownloadFailed(
        "%s is no readable archive: %s".formatted(file.getFileName(), problem.getMessage()));
  }
}
