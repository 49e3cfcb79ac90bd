package io.spanline.captures.line;

import io.spanline.captures.DamagedFileException;
import io.spanline.model.Trace;
import io.spanline.model.TraceId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a capture, in one pass, on all processors, in bounded memory. */
public final class CaptureReader {
  private CaptureReader() {}

  /** Takes the traces of a capture one by one, in the order of its lines. */
  @FunctionalInterface
  public interface Each {
    void trace(Trace trace) throws IOException;
  }

  /** The sum of a file that was read, and its number of lines. */
  public record Read(String sha256, long lines) {}

  /** Reads without reporting progress. */
  public static Read read(Path capture, Each each) throws IOException {
    return read(capture, each, bytes -> {});
  }

  /**
   * Hands over every trace; the calls come from this thread.
   *
   * @param progress hears how many bytes have been read, now and then
   * @throws DamagedFileException naming the line that is not one of a capture: it is no trace, its
   *     checksum is wrong, it is not in the order of starts and ids, or nothing ends it
   */
  public static Read read(Path capture, Each each, LongConsumer progress) throws IOException {
    return readLines(capture, (line, trace) -> each.trace(trace), progress);
  }

  /** Takes the lines of a capture one by one, each with its trace. */
  @FunctionalInterface
  public interface EachLine {
    void line(CheckedLine line, Trace trace) throws IOException;
  }

  /** {@link #read}, with what else each line says. */
  public static Read readLines(Path capture, EachLine each, LongConsumer progress)
      throws IOException {
    Order order = new Order();
    try (CheckedLines lines = CheckedLines.of(capture)) {
      lines.forEach(
          line -> {
            each.line(line, order.checked(line, capture));
            progress.accept(lines.bytes());
          });
      return new Read(lines.sha256(), lines.count());
    }
  }

  /** The order of a capture's lines: by start, then by id. */
  public static final class Order {
    // Not the trace: it may be large, and the next one is read meanwhile.
    private @Nullable Place before;

    private record Place(Instant start, TraceId id) {}

    /** The trace of a line that is one, and comes where it must. */
    Trace checked(CheckedLine line, Path capture) throws DamagedFileException {
      Trace trace = line.trace();
      String problem = line.problem();
      if (problem == null && trace != null) {
        problem = problem(trace);
      }
      if (problem != null || trace == null) {
        throw new DamagedFileException(capture, line.number(), String.valueOf(problem));
      }
      return trace;
    }

    /** What is wrong with a trace's place behind the one before; null if nothing is. */
    public @Nullable String problem(Trace trace) {
      Place last = before;
      before = new Place(trace.start(), trace.traceId());
      if (last == null) {
        return null;
      }
      if (last.id().equals(trace.traceId())) {
        return "trace " + trace.traceId() + " has a line already, the one before";
      }
      int byStart = last.start().compareTo(trace.start());
      return byStart < 0 || (byStart == 0 && last.id().compareTo(trace.traceId()) < 0)
          ? null
          : "line is not in order: it starts at %s, the one before at %s"
              .formatted(trace.start(), last.start());
    }
  }
}
