package io.spanline.experiments.toxic;

import io.spanline.topic.Json;
import io.spanline.topic.ToxicChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The changes that Kafka has not taken yet, a line of JSON each, in the order they were made. Any
 * number of processes may share the file.
 */
final class WaitingChanges {
  // Whoever delivers holds the lock until Kafka has answered, or has not within its bound.
  private static final Duration LONGEST = Duration.ofSeconds(4);

  private final Path file;
  private final SharedLock lock;
  private final Consumer<String> warnings;

  WaitingChanges(Path file, Consumer<String> warnings) {
    this(file, warnings, LONGEST);
  }

  /** With another patience than 4 s for who holds the lock. */
  WaitingChanges(Path file, Consumer<String> warnings, Duration longest) {
    this.file = file;
    this.lock = new SharedLock(beside(".lock"), longest);
    this.warnings = warnings;
  }

  /** Returns once the change is on disk. */
  void keep(ToxicChange change) throws IOException {
    uninterrupted(
        () -> {
          lock.makeFolder();
          lock.holding(() -> append(file, line(change)));
        });
  }

  /** An interrupt would close the files. */
  private static void uninterrupted(SharedLock.Action action) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      action.run();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Hands over what waits, in order, and forgets what was taken.
   *
   * @param taker throws for a change that must go on waiting, with those after it
   */
  void deliver(Consumer<ToxicChange> taker) throws IOException {
    if (Files.exists(file)) {
      lock.holding(() -> deliverAll(taker));
    }
  }

  private void deliverAll(Consumer<ToxicChange> taker) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    List<ToxicChange> waiting = read();
    AtomicInteger taken = new AtomicInteger();
    try {
      for (ToxicChange change : waiting) {
        taker.accept(change);
        taken.incrementAndGet();
      }
    } finally {
      uninterrupted(() -> forget(waiting, taken.get()));
    }
  }

  private void forget(List<ToxicChange> waiting, int taken) throws IOException {
    if (taken == waiting.size()) {
      Files.delete(file);
    } else if (taken > 0) {
      Path rest = beside(".part");
      Files.deleteIfExists(rest);
      for (ToxicChange change : waiting.subList(taken, waiting.size())) {
        append(rest, line(change));
      }
      Files.move(rest, file, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** The changes; a line that is none, such as one that a crash cut, is put aside. */
  private List<ToxicChange> read() throws IOException {
    List<ToxicChange> changes = new ArrayList<>();
    // Any bytes: a line that a crash cut need not be UTF-8.
    for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
      byte[] json = line.getBytes(StandardCharsets.ISO_8859_1);
      if (line.isBlank()) {
        continue;
      }
      try {
        changes.add(Json.read(json, ToxicChange.class));
      } catch (UncheckedIOException e) {
        Path aside = beside(".broken");
        append(aside, json);
        warnings.accept("a line of %s is no record; it is kept in %s".formatted(file, aside));
      }
    }
    return changes;
  }

  private static byte[] line(ToxicChange change) {
    return Json.write(change);
  }

  /** Adds a line durably; a line that could not be written whole is taken back. */
  private static void append(Path to, byte[] json) throws IOException {
    boolean isNew = !Files.exists(to);
    try (FileChannel channel =
        FileChannel.open(
            to, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long end = channel.size();
      // Behind the half of a line that a crash left, a whole one begins anew.
      String before = end == 0 || last(channel) == '\n' ? "" : "\n";
      ByteBuffer line = ByteBuffer.allocate(before.length() + json.length + 1);
      line.put(before.getBytes(StandardCharsets.US_ASCII)).put(json).put((byte) '\n').flip();
      try {
        channel.position(end);
        while (line.hasRemaining()) {
          channel.write(line);
        }
        channel.force(true);
      } catch (IOException e) {
        channel.truncate(end);
        throw e;
      }
    }
    if (isNew) {
      try (FileChannel folder = FileChannel.open(to.toAbsolutePath().getParent())) {
        folder.force(true);
      }
    }
  }

  private static byte last(FileChannel channel) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    channel.read(one, channel.size() - 1);
    return one.get(0);
  }

  private Path beside(String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }
}
