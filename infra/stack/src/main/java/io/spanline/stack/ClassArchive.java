package io.spanline.stack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The classes that a program loaded in an earlier run, in the form that a JVM starts faster from.
 * The JVM writes it when it exits; it counts only once that exit was in good order.
 *
 * @param file named after the program and all that the archive depends on
 * @param recording where this run writes, if there is none yet
 */
record ClassArchive(Path file, Path recording) {
  private static final int BY_SIGTERM = 143;

  /** An archive, or with the pid of who wrote it a recording. */
  private static final Pattern NAME = Pattern.compile(".*\\.jsa(?:\\.(\\d{1,18}))?");

  /** The archive of a program on a class path; null if there is more than jars in it. */
  static @Nullable ClassArchive of(Checkout checkout, String program, String classPath) {
    StringBuilder inputs = new StringBuilder();
    inputs.append(System.getProperty("java.home")).append(System.getProperty("java.vm.version"));
    try {
      for (String entry : classPath.split(File.pathSeparator, -1)) {
        Path jar = Path.of(entry);
        if (!Files.isRegularFile(jar)) {
          return null;
        }
        inputs.append('\n').append(jar).append(' ').append(Files.size(jar));
        inputs.append(' ').append(Files.getLastModifiedTime(jar).toMillis());
      }
    } catch (IOException e) {
      return null;
    }
    String name = program + "-" + fingerprint(inputs.toString()) + ".jsa";
    Path folder = checkout.classArchives();
    return new ClassArchive(
        folder.resolve(name), folder.resolve(name + "." + ProcessHandle.current().pid()));
  }

  /** What makes a JVM use the archive, or write it. */
  List<String> options() throws IOException {
    if (Files.exists(file)) {
      // Whatever keeps the JVM from using it is no news to anybody: it starts without.
      return List.of("-XX:SharedArchiveFile=" + file, "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
    }
    Files.createDirectories(folder());
    removeOthers();
    return List.of(
        "-XX:ArchiveClassesAtExit=" + recording, "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
  }

  /** Keeps what was written by a JVM that ended in good order, and removes what was not. */
  void ended(int exitCode) {
    if (!Files.exists(recording)) {
      return;
    }
    try {
      if (exitCode == 0 || exitCode == BY_SIGTERM) {
        Files.move(recording, file, StandardCopyOption.ATOMIC_MOVE);
      } else {
        Files.delete(recording);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path folder() {
    return file.resolveSibling("");
  }

  /** Those of earlier builds, 50 MB each, and what killed processes left. */
  private void removeOthers() throws IOException {
    String name = file.getFileName().toString();
    String program = name.substring(0, name.lastIndexOf('-') + 1);
    try (DirectoryStream<Path> others = Files.newDirectoryStream(folder(), program + "*.jsa*")) {
      for (Path other : others) {
        if (isLeft(other)) {
          Files.deleteIfExists(other);
        }
      }
    }
  }

  /** Whether it is of ours and nobody is writing it. */
  private static boolean isLeft(Path other) {
    Matcher name = NAME.matcher(other.getFileName().toString());
    if (!name.matches()) {
      return false;
    }
    String pid = name.group(1);
    return pid == null
        || !ProcessHandle.of(Long.parseLong(pid)).map(ProcessHandle::isAlive).orElse(false);
  }

  private static String fingerprint(String inputs) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(inputs.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
