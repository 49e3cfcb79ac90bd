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
  private static final int MOST_CHARS = 300;
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

  /** A sender's text must not fill a log or header, nor write to whatever shows them. */
  static String printable(String detail) {
    String beginning = detail.substring(0, Math.min(MOST_CHARS, detail.length()));
    return beginning.replaceAll("[^ -~]", "?") + (detail.length() > MOST_CHARS ? "..." : "");
  }
}
