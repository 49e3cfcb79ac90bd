package io.spanline.cli.replay;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Figures of replays as they fit into a table's cell. */
final class Figures {
  private static final int DECIMALS_OF_NANOS = 6;

  private Figures() {}

  /** Milliseconds to two decimals; a dash for none. */
  static String millis(@Nullable Duration time) {
    return time == null
        ? "-"
        : BigDecimal.valueOf(time.toNanos(), DECIMALS_OF_NANOS).setScale(2, RoundingMode.HALF_UP)
            + " ms";
  }

  static long sum(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
