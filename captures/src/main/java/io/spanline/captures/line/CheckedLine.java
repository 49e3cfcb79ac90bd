package io.spanline.captures.line;

import io.spanline.model.Trace;
import io.spanline.topic.Beginning;
import io.spanline.topic.TraceJson;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One line of a capture, as it was found.
 *
 * @param number counted from 1
 * @param trace null if the line holds none
 * @param problem what is wrong with the line by itself; null if nothing is
 * @param beginning what its summary says of the trace's beginning; null if the summary is not what
 *     its spans give
 */
public record CheckedLine(
    long number, @Nullable Trace trace, @Nullable String problem, @Nullable Beginning beginning) {

  static CheckedLine of(RawLines.Raw line) {
    String problem = line.problem();
    return problem == null ? of(line.number(), line.bytes()) : broken(line.number(), problem);
  }

  /** Reads a line without its line feed. */
  static CheckedLine of(long number, byte[] line) {
    int seal = CaptureLine.sealAt(line);
    if (seal >= 0 && !CaptureLine.isIntact(line, seal)) {
      return broken(number, "line does not match its checksum");
    }
    try {
      Trace trace = TraceJson.read(line);
      return seal < 0
          ? broken(number, "line has no checksum")
          : new CheckedLine(number, trace, null, beginning(trace, line));
    } catch (IllegalArgumentException e) {
      return broken(number, String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  private static CheckedLine broken(long number, String problem) {
    return new CheckedLine(number, null, problem, null);
  }

  private static @Nullable Beginning beginning(Trace trace, byte[] line) {
    for (Beginning beginning : Beginning.values()) {
      byte[] summary = TraceJson.summary(trace, beginning);
      if (line.length > summary.length
          && Arrays.equals(line, 0, summary.length, summary, 0, summary.length)) {
        return beginning;
      }
    }
    return null;
  }
}
