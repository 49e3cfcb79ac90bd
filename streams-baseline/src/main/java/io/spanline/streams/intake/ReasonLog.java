package io.spanline.streams.intake;

import io.spanline.otlp.Decoded;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One warning per reason and minute: a flood of bad records must not be a flood of lines. */
final class ReasonLog {
  private static final Logger LOG = LoggerFactory.getLogger(SpanIntake.class);
  private static final int MOST_CHARS = 200;
  private static final long PAUSE_MILLIS = Duration.ofMinutes(1).toMillis();

  private final Map<Decoded.Reason, Long> nextMillis = new EnumMap<>(Decoded.Reason.class);
  private final Map<Decoded.Reason, Long> unlogged = new EnumMap<>(Decoded.Reason.class);

  void warn(Decoded.Reason reason, String detail, long nowMillis) {
    if (nowMillis < nextMillis.getOrDefault(reason, Long.MIN_VALUE)) {
      unlogged.merge(reason, 1L, Long::sum);
      return;
    }
    nextMillis.put(reason, nowMillis + PAUSE_MILLIS);
    Long before = unlogged.remove(reason);
    LOG.atWarn()
        .addKeyValue("reason", reason.word())
        .addKeyValue("detail", printable(detail))
        .addKeyValue("unloggedBefore", before == null ? 0 : before)
        .log("sent to the dead letters");
  }

  /** A sender's text must not fill the log, nor write lines of its own into it. */
  static String printable(String detail) {
    int end =
        detail.offsetByCodePoints(
            0, Math.min(MOST_CHARS, detail.codePointCount(0, detail.length())));
    return detail.substring(0, end).replaceAll("\\p{Cntrl}", "_")
        + (end < detail.length() ? "…" : "");
  }
}
