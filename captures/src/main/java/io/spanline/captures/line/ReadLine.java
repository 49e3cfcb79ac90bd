package io.spanline.captures.line;

import io.spanline.model.Trace;
import io.spanline.topic.TraceJson;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One line of a capture, as it was found.
 *
 * @param number counted from 1
 * @param trace its outline; null where it holds none
 * @param problem what is wrong with the line by itself; null where nothing is
 * @param asWritten whether its summary is what its spans give
 */
public record ReadLine(
    long number, @Nullable Trace trace, @Nullable String problem, boolean asWritten) {
  private static final LineScan SCAN = new LineScan(Admission.ALL);

  /** Reads a line without its line feed; one that is too much for the heap is broken. */
  static ReadLine of(long number, byte[] line) {
    try {
      return read(number, line);
    } catch (OutOfMemoryError e) {
      // What was made of the line is garbage now, so that there is room to say so.
      return broken(number, tooLarge());
    }
  }

  private static ReadLine read(long number, byte[] line) {
    int seal = CaptureLine.sealAt(line);
    if (seal >= 0 && !CaptureLine.isIntact(line, seal)) {
      return broken(number, "line does not match its checksum");
    }
    Scanned scanned = seal < 0 ? null : SCAN.scan(line, seal);
    if (scanned != null) {
      return new ReadLine(number, scanned.outline(), null, true);
    }
    try {
      Trace trace = TraceJson.read(line);
      return seal < 0
          ? broken(number, "line has no checksum")
          : new ReadLine(number, trace, null, saysItsSpans(trace, line));
    } catch (IllegalArgumentException e) {
      return broken(number, String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  /** Why a line that no heap of this size holds is broken, and what to do. */
  static String tooLarge() {
    return "line is too large for a heap of %s MiB; give more: JAVA_TOOL_OPTIONS=-Xmx2g"
        .formatted(Runtime.getRuntime().maxMemory() >> 20);
  }

  /** A line that could not be read. */
  static ReadLine broken(long number, String problem) {
    return new ReadLine(number, null, problem, false);
  }

  /** The line's own problem, else another one. */
  @Nullable String problemOr(@Nullable String other) {
    return problem == null ? other : problem;
  }

  private static boolean saysItsSpans(Trace trace, byte[] line) {
    byte[] summary = TraceJson.summary(trace);
    return line.length > summary.length
        && Arrays.equals(line, 0, summary.length, summary, 0, summary.length);
  }
}
