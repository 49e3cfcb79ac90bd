package io.spanline.streams.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.statistics.LatencyDigest;
import io.spanline.topic.ServiceStatistics;
import io.spanline.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.stream.LongStream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatisticsFoldTest {
  private static final long MILLION = 1_000_000;
  private static final Instant WINDOW = Instant.parse("2026-01-01T00:00:10Z");
  private static final String KEY = "service-a@" + WINDOW;

  private final WindowRules rules =
      new WindowRules(Duration.ofSeconds(10), Duration.ofHours(1), Duration.ofSeconds(60), 2);
  private final TopologyTestDriver driver = driver();
  private final TestInputTopic<String, StatisticsUpdate> parts =
      driver.createInputTopic(
          "parts", Serdes.String().serializer(), StatisticsUpdate.serde().serializer());
  private final TestOutputTopic<String, ServiceStatistics> rows =
      driver.createOutputTopic(
          Topics.SERVICE_STATISTICS.name(),
          Topics.SERVICE_STATISTICS.key().deserializer(),
          Topics.SERVICE_STATISTICS.value().deserializer());

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void foldsWhatThePartitionsSaid() {
    say(0, 1, 10, 30);
    say(1, 2, 20, 40);

    ServiceStatistics row = last();
    assertThat(row.requests()).isEqualTo(4);
    assertThat(row.errors()).isEqualTo(3);
    assertThat(row.errorRate()).isEqualTo(0.75);
    assertThat(row.p50Millis()).isEqualTo(20);
    assertThat(row.sumMillis()).isEqualTo(100);
  }

  @Test
  void replacesWhatAPartitionSaidBefore() {
    say(0, 0, 10);
    say(1, 0, 20);
    say(0, 0, 10, 15);
    say(0, 0, 10, 15);

    assertThat(last().requests()).isEqualTo(3);
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

  @Test
  void endsARowWithATombstoneOnceItsWindowIsOver() {
    say(0, 0, 10);
    say(1, 0, 20);
    pass(0, WINDOW.plusSeconds(3_611));
    rows.readValuesToList();

    pass(1, WINDOW.plusSeconds(3_611));

    List<TestRecord<String, ServiceStatistics>> records = rows.readRecordsToList();
    assertThat(records).extracting(TestRecord::key).containsOnly(KEY);
    assertThat(records.get(records.size() - 1).value()).isNull();
    pass(1, WINDOW.plusSeconds(3_700));
    assertThat(rows.isEmpty()).isTrue();
  }

  private ServiceStatistics last() {
    List<ServiceStatistics> all = rows.readValuesToList();
    return all.get(all.size() - 1);
  }

  private void say(int partition, long errors, long... millis) {
    LatencyDigest latencies = new LatencyDigest();
    LongStream.of(millis).forEach(value -> latencies.add(value * MILLION));
    parts.pipeInput(KEY, new StatisticsUpdate.Part(partition, errors, latencies));
  }

  private void pass(int partition, Instant time) {
    parts.pipeInput("", new StatisticsUpdate.Watermark(partition, time.toEpochMilli()));
  }

  private TopologyTestDriver driver() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream("parts", Consumed.with(Serdes.String(), StatisticsUpdate.serde()))
        .process(new StatisticsFold(rules), Named.as("statistics-fold"))
        .to(
            Topics.SERVICE_STATISTICS.name(),
            Produced.with(Topics.SERVICE_STATISTICS.key(), Topics.SERVICE_STATISTICS.value()));
    return new TopologyTestDriver(builder.build(), new Properties());
  }
}
