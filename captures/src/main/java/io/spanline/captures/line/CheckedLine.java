package io.spanline.captures.line;

import io.spanline.model.Trace;
import io.spanline.topic.Beginning;
import io.spanline.topic.TraceJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of a capture, as it was found.
 *
 * @param number counted from 1
 * @param trace null if the line holds none
 * @param problem what is wrong with the line by itself; null if nothing is
 * @param beginning what its summary says of the trace's beginning; null if the summary is not what
 *     its spans give
 * @param notReplayable why its request could not be sent again, by the rules of the version that
 *     wrote the line; empty if it could
 */
public record CheckedLine(
    long number,
    @Nullable Trace trace,
    @Nullable String problem,
    @Nullable Beginning beginning,
    List<String> notReplayable) {
  private static final int MOST_REPLAY_BYTES = 1 << 10;
  private static final String REASON = "\"[A-Za-z ]+\"";
  private static final Pattern REPLAY =
      Pattern.compile(
          ",\"replay\":\\{\"able\":(?:true,\"reasons\":\\[]|false,\"reasons\":\\[(?<reasons>"
              + REASON
              + "(?:,"
              + REASON
              + ")*)])},\"resourceSpans\":.*",
          Pattern.DOTALL);

  public CheckedLine {
    notReplayable = List.copyOf(notReplayable);
  }

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
      return seal < 0 ? broken(number, "line has no checksum") : of(number, trace, line);
    } catch (IllegalArgumentException e) {
      return broken(number, String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  private static CheckedLine broken(long number, String problem) {
    return new CheckedLine(number, null, problem, null, List.of());
  }

  private static CheckedLine of(long number, Trace trace, byte[] line) {
    for (Beginning beginning : Beginning.values()) {
      byte[] summary = TraceJson.summary(trace, beginning);
      if (line.length > summary.length
          && Arrays.equals(line, 0, summary.length, summary, 0, summary.length)) {
        Matcher replay = REPLAY.matcher(replay(line, summary.length));
        return replay.matches()
            ? new CheckedLine(number, trace, null, beginning, reasons(replay.group("reasons")))
            : new CheckedLine(number, trace, null, null, List.of());
      }
    }
    return new CheckedLine(number, trace, null, null, List.of());
  }

  private static String replay(byte[] line, int from) {
    int length = Math.min(MOST_REPLAY_BYTES, line.length - from);
    return new String(line, from, length, StandardCharsets.ISO_8859_1);
  }

  private static List<String> reasons(@Nullable String texts) {
    return texts == null
        ? List.of()
        : List.of(texts.substring(1, texts.length() - 1).split("\",\""));
  }
}
