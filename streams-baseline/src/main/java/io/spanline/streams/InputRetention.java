package io.spanline.streams;

import io.spanline.settings.Catalogue;
import io.spanline.settings.Settings;
import io.spanline.topic.Topics;
import java.time.Duration;
import java.util.List;

/**
 * How long the input must be kept at least: a restart reads again the records of the traces that
 * are open.
 *
 * @param least several times as long as a trace is read again, since the broker deletes by its own
 *     clock and a restart takes time
 */
record InputRetention(Duration least) {
  private static final String RETENTION = "retention.ms";
  private static final long UNLIMITED = -1;
  private static final int TIMES = 5;

  static InputRetention of(Settings settings) {
    return new InputRetention(
        settings
            .value(Catalogue.TRACE_GAP)
            .plus(settings.value(Catalogue.TRACE_SETTLE))
            .plus(settings.value(Catalogue.COMMIT_INTERVAL))
            .multipliedBy(TIMES));
  }

  /** What is wrong with the topic's retention, and the command that mends it. */
  List<String> problems(String retentionMillis, String broker) {
    long millis = Long.parseLong(retentionMillis);
    if (millis == UNLIMITED || millis >= least.toMillis()) {
      return List.of();
    }
    return List.of(
        ("topic %s on %s must have %s=%d or more, has %d; mend it: kafka-configs.sh"
                + " --bootstrap-server %s --alter --entity-type topics --entity-name %s"
                + " --add-config %s=%d")
            .formatted(
                Topics.OTLP_SPANS.name(),
                broker,
                RETENTION,
                least.toMillis(),
                millis,
                broker,
                Topics.OTLP_SPANS.name(),
                RETENTION,
                least.toMillis()));
  }
}
