package io.spanline.streams.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.statistics.RequestCounts;
import io.spanline.statistics.RequestTally;
import io.spanline.statistics.StatisticsSubject;
import io.spanline.topic.ServiceStatistics;
import io.spanline.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatisticsFoldTest {
  private static final long MILLION = 1_000_000;
  private static final Instant WINDOW = Instant.parse("2026-01-01T00:00:10Z");
  private static final String KEY = "service-a@" + WINDOW;

  private final StatisticsRules rules =
      new StatisticsRules(Duration.ofSeconds(10), Duration.ofHours(1), Duration.ofSeconds(60), 2);
  private final TopologyTestDriver driver;
  private final TestInputTopic<String, StatisticsUpdate> parts;
  private final TestOutputTopic<String, ServiceStatistics> rows;

  StatisticsFoldTest(@TempDir Path state) {
    driver = FoldDriver.ofParts(state, rules);
    parts = FoldDriver.parts(driver);
    rows = FoldDriver.rows(driver, Topics.SERVICE_STATISTICS);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void replacesWhatAPartitionSaidBefore() {
    say(0, 0, 10);
    say(1, 0, 20);
    say(0, 0, 10, 15);
    say(0, 0, 10, 15);
    driver.advanceWallClockTime(StatisticsFoldProcessor.TICK);

    assertThat(last().requests()).isEqualTo(3);
  }

  @Test
  void publishesARowOnceASecondHoweverManyPartsCome() {
    List<Long> published = new ArrayList<>();
    for (int second = 0; second < 3; second++) {
      for (int part = 1; part <= 4; part++) {
        say(part % 2, 0, new long[4 * second + part]);
      }
      rows.readValuesToList().forEach(row -> published.add(row.requests()));
      driver.advanceWallClockTime(StatisticsFoldProcessor.TICK);
      rows.readValuesToList().forEach(row -> published.add(row.requests()));
    }

    assertThat(published).containsExactly(1L, 7L, 15L, 23L);
  }

  @Test
  void publishesNothingThatHasNotChanged() {
    say(0, 0, 10);
    rows.readValuesToList();

    driver.advanceWallClockTime(StatisticsFoldProcessor.TICK);

    assertThat(rows.isEmpty()).isTrue();
  }

  @Test
  void publishesAPendingRowOnceWhenItBecomesFinal() {
    say(0, 0, 10);
    say(1, 0, 20);
    rows.readValuesToList();

    pass(0, WINDOW.plusSeconds(70));
    pass(1, WINDOW.plusSeconds(70));
    driver.advanceWallClockTime(StatisticsFoldProcessor.TICK);

    assertThat(rows.readValuesToList())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.requests()).isEqualTo(2);
              assertThat(row.isFinal()).isTrue();
            });
  }

  @Test
  void finishesARowOnceEveryPartitionHasPassedIt() {
    say(0, 0, 10);
    pass(0, WINDOW.plusSeconds(500));
    pass(1, WINDOW.plusSeconds(69));
    assertThat(rows.readValuesToList()).extracting(ServiceStatistics::isFinal).containsOnly(false);

    pass(1, WINDOW.plusSeconds(70));

    assertThat(rows.readValuesToList()).extracting(ServiceStatistics::isFinal).containsOnly(true);
  }

  @Test
  void finishesARowOnlyOnce() {
    say(0, 0, 10);
    pass(0, WINDOW.plusSeconds(100));
    pass(1, WINDOW.plusSeconds(100));
    rows.readValuesToList();

    pass(0, WINDOW.plusSeconds(200));
    pass(1, WINDOW.plusSeconds(200));

    assertThat(rows.isEmpty()).isTrue();
  }

  @Test
  void updatesAFinalRowWithinTheRetention() {
    say(0, 0, 10);
    pass(0, WINDOW.plusSeconds(1_000));
    pass(1, WINDOW.plusSeconds(1_000));

    say(0, 0, 10, 20);

    ServiceStatistics row = last();
    assertThat(row.requests()).isEqualTo(2);
    assertThat(row.isFinal()).isTrue();
  }

  @Test
  void forgetsWindowsThatAreOver() {
    say(0, 0, 10);
    pass(0, WINDOW.plusSeconds(3_611));
    pass(1, WINDOW.plusSeconds(3_611));

    say(1, 0, 20);

    assertThat(last().requests()).isEqualTo(1);
  }

  private ServiceStatistics last() {
    List<ServiceStatistics> all = rows.readValuesToList();
    return all.get(all.size() - 1);
  }

  private void say(int partition, long errors, long... millis) {
    parts.pipeInput(KEY, part(partition, errors, millis));
  }

  private static StatisticsUpdate part(int partition, long errors, long... millis) {
    RequestTally tally = new RequestTally();
    for (int i = 0; i < millis.length; i++) {
      tally.add(new RequestCounts(1, i < errors ? 1 : 0, 0), millis[i] * MILLION);
    }
    return StatisticsUpdate.Part.of(
        partition,
        new StatisticsKey(new StatisticsSubject.Service("service-a"), WINDOW.toEpochMilli()),
        tally);
  }

  private void pass(int partition, Instant time) {
    parts.pipeInput("", new StatisticsUpdate.Watermark(partition, time.toEpochMilli()));
  }
}
