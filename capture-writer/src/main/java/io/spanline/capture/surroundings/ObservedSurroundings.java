package io.spanline.capture.surroundings;

import io.spanline.capture.kafka.TopicSlice;
import io.spanline.capture.order.Refusal;
import io.spanline.capture.order.StopSignal;
import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.StatisticsCheck;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.topic.Topics;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/**
 * The conditions of a range as this process can observe them: toxics by looking at Toxiproxy,
 * resource use and statistics by the topics {@code otlp_metrics} and {@code service-statistics}.
 */
public final class ObservedSurroundings implements Surroundings, AutoCloseable {
  // Rows are a tick and a commit behind the traces.
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);
  private static final Duration PAUSE = Duration.ofMillis(250);
  // A row is dated by its partition's clock, which may be a little behind a service's.
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(10);

  private final String kafka;
  private final Duration window;
  private final Duration retention;
  private final ToxicsWatch toxics;
  private final ResourceUses uses;
  private final Clock clock;

  /** Observes from now on, until it is closed. */
  public ObservedSurroundings(Settings settings, Clock clock) {
    this.kafka = settings.address(Port.KAFKA);
    this.window = settings.value(Catalogue.STATISTICS_WINDOW);
    this.retention = settings.value(Catalogue.STATISTICS_RETENTION);
    this.toxics = new ToxicsWatch(settings.address(Port.TOXIPROXY), clock);
    this.uses = new ResourceUses(kafka);
    this.clock = clock;
  }

  @Override
  public RequestsByWindow requests(TimeRange range) {
    return new RequestsByWindow(range, window);
  }

  @Override
  public Manifest.Conditions during(TimeRange range, RequestsByWindow requests, StopSignal stop) {
    return new Manifest.Conditions(
        toxics.during(range),
        uses.during(range, requests.services(), stop),
        statistics(range, requests, stop));
  }

  private StatisticsCheck statistics(TimeRange range, RequestsByWindow requests, StopSignal stop) {
    if (requests.windowsInside() == 0) {
      return StatisticsCheck.skipped(
          "no window of %s lies inside the range".formatted(requests.window()));
    }
    if (requests.tooMany()) {
      return StatisticsCheck.skipped("too many services and windows to compare");
    }
    try {
      return compared(range, requests, stop);
    } catch (Refusal | IOException e) {
      stop.check();
      return StatisticsCheck.skipped("the statistics could not be read: " + e.getMessage());
    }
  }

  /** Until they agree, or until they should. */
  private StatisticsCheck compared(TimeRange range, RequestsByWindow requests, StopSignal stop)
      throws IOException {
    Instant earliest = clock.instant().minus(retention).plus(requests.window());
    StatisticsRows rows = new StatisticsRows(range.from(), range.to());
    String topic = Topics.SERVICE_STATISTICS.name();
    long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
    try (TopicSlice slice = new TopicSlice(kafka, topic, range.from().minus(CLOCK_SKEW), stop)) {
      while (true) {
        slice.read(
            null,
            stop,
            record -> {
              byte[] value = record.value();
              if (value != null) {
                rows.add(value, requests.window());
              }
            });
        StatisticsCheck check = StatisticsComparison.of(requests, rows, earliest);
        if (check.differing() == 0 || System.nanoTime() - deadline > 0) {
          return check;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  @Override
  public void close() {
    toxics.close();
  }
}
