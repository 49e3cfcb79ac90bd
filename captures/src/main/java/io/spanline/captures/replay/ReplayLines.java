package io.spanline.captures.replay;

import io.spanline.captures.DamagedFileException;
import io.spanline.captures.line.RawLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The lines of a replay's file, one after the other; only one is in memory. */
public final class ReplayLines implements AutoCloseable {
  // Names that a file of many would fill the heap with.
  private static final int MOST_NAMES = 10_000;

  private final Map<String, String> names = new HashMap<>();
  private final Path file;
  private final RawLines raw;
  private long number;

  private ReplayLines(Path file, RawLines raw) {
    this.file = file;
    this.raw = raw;
  }

  public static ReplayLines of(Path file) throws IOException {
    return new ReplayLines(file, RawLines.of(file));
  }

  /**
   * What the trace ids of a file's lines begin with, by its first line; empty if that is none.
   *
   * @throws IOException if the file cannot be read
   */
  public static Optional<Long> prefix(Path file) throws IOException {
    try (ReplayLines lines = of(file)) {
      return Optional.ofNullable(lines.next()).map(line -> line.traceId().high());
    } catch (DamagedFileException e) {
      return Optional.empty();
    }
  }

  /**
   * The next line; null after the last.
   *
   * @throws DamagedFileException naming the line that is none; the next call reads the one after it
   */
  public @Nullable ReplayLine next() throws IOException {
    RawLines.Raw line = raw.next();
    if (line == null) {
      return null;
    }
    number = line.number();
    String problem = line.problem();
    if (problem != null) {
      throw new DamagedFileException(file, number, problem);
    }
    try {
      return shared(ReplayLineJson.read(line.bytes()));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new DamagedFileException(file, number, String.valueOf(e.getMessage()));
    }
  }

  /** With the same texts for the same names: lines that wait would hold them many times. */
  private ReplayLine shared(ReplayLine line) {
    if (names.size() > MOST_NAMES) {
      names.clear();
    }
    return new ReplayLine(
        line.line(),
        line.repetition(),
        line.original(),
        line.traceId(),
        line.spanId(),
        names.computeIfAbsent(line.service(), name -> name),
        names.computeIfAbsent(line.operation(), name -> name),
        line.moments(),
        line.status(),
        line.error(),
        line.bytes(),
        line.pair());
  }

  /** The number of the line that was read last, from 1. */
  public long number() {
    return number;
  }

  /** Bytes read of the file so far, some of which are ahead of the lines. */
  public long bytes() {
    return raw.bytes();
  }

  /** SHA-256 of the whole file; to be asked once, after the last line. */
  public String sha256() {
    return raw.sha256();
  }

  @Override
  public void close() throws IOException {
    raw.close();
  }
}
