package io.spanline.streams.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.SpanFacts;
import io.spanline.model.Spans;
import io.spanline.statistics.StatisticsSubject.Operation;
import io.spanline.statistics.StatisticsSubject.Service;
import io.spanline.streams.assembly.AssemblyOutput;
import io.spanline.streams.assembly.Contribution;
import io.spanline.streams.statistics.StatisticsUpdate.Part;
import io.spanline.streams.statistics.StatisticsUpdate.Watermark;
import io.spanline.topic.Ledger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first stage when more rows change between two reports than one report sends. */
class RowBudgetTest {
  private static final Instant START = Spans.EPOCH;
  private static final Duration TICK = Duration.ofMillis(500);
  private static final int TICKS_A_WINDOW = 20;

  private final StatisticsRules rules =
      new StatisticsRules(Duration.ofSeconds(10), Duration.ofHours(1), Duration.ofSeconds(60), 1);
  private final Deque<AssemblyOutput> said = new ArrayDeque<>();
  private final TopologyTestDriver driver;
  private final TestInputTopic<String, String> turns;
  private final TestOutputTopic<String, StatisticsUpdate> updates;
  private Instant now = START;

  RowBudgetTest(@TempDir Path state) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream("turns", Consumed.with(Serdes.String(), Serdes.String()))
        .mapValues(turn -> said.remove())
        .process(
            new WindowedStatisticsSupplier(rules, new NameLimits(20_000, 20_000, 20_000), 1L << 30),
            Named.as("windowed-statistics"))
        .to("updates", Produced.with(Serdes.String(), StatisticsUpdate.serde()));
    driver = FoldDriver.of(state, builder);
    turns =
        driver.createInputTopic(
            "turns", Serdes.String().serializer(), Serdes.String().serializer());
    updates =
        driver.createOutputTopic(
            "updates", new StringDeserializer(), StatisticsUpdate.serde().deserializer());
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void sendsEachRowOnceAWindow() {
    Map<StatisticsKey, Integer> sent = new HashMap<>();
    for (int tick = 0; tick < 2 * TICKS_A_WINDOW; tick++) {
      emit(2_000);

      List<Part> parts = parts(report());

      assertThat(parts).hasSize(4_000 / TICKS_A_WINDOW);
      parts.forEach(part -> sent.merge(part.key(), 1, Integer::sum));
    }
    assertThat(sent).hasSize(4_000);
    assertThat(sent.values()).containsOnly(2);
  }

  @Test
  void sendsNoMoreThanTheBudgetHoweverManyRowsThereAre() {
    emit(14_000);

    assertThat(parts(report())).hasSize(1_000);
  }

  @Test
  void claimsToHavePassedNothingThatWaits() {
    emit(1_000);
    Instant emitted = now;
    Set<StatisticsKey> sent = new HashSet<>();
    int reports = 0;
    while (sent.size() < 2_000) {
      reports++;
      List<StatisticsUpdate> report = report();
      parts(report).forEach(part -> sent.add(part.key()));
      Watermark watermark = (Watermark) report.get(report.size() - 1);
      if (sent.size() < 2_000) {
        assertThat(watermark.millis()).isLessThan(emitted.toEpochMilli());
        assertThat(unsentSeconds()).isEqualTo(0.5 * reports);
      } else {
        assertThat(watermark.millis()).isEqualTo(now.toEpochMilli());
        assertThat(unsentSeconds()).isZero();
      }
    }
    assertThat(reports).isEqualTo(20);
  }

  @Test
  void sendsTheWholeOfFewRowsOnceASecond() {
    for (int second = 0; second < 5; second++) {
      emit(50);
      assertThat(parts(report())).hasSize(100);
      emit(50);
      assertThat(parts(report())).isEmpty();
    }
  }

  @Test
  void sendsARowThatWasNotSentLatelyAtOnce() {
    emit(20);
    report();

    emit(21);

    assertThat(parts(report()))
        .extracting(part -> part.key().subject())
        .containsExactlyInAnyOrder(new Service("service-20"), new Operation("service-20", "op"));
  }

  /** A request of each of so many services, all in one window. */
  private void emit(int services) {
    List<SpanFacts> entries =
        IntStream.range(0, services)
            .mapToObj(i -> Spans.entry("service-" + i).named("op").span().facts())
            .toList();
    Contribution contribution = new Contribution(entries, List.of(), List.of(), List.of());
    say(new AssemblyOutput.Emitted(null, contribution, now.toEpochMilli()));
  }

  /** What is said with the next report. */
  private List<StatisticsUpdate> report() {
    now = now.plus(TICK);
    say(
        new AssemblyOutput.Progress(
            new Ledger(
                0,
                new Ledger.Records(0, 0, 0),
                new Ledger.Spans(0, 0, 0, 0, 0, 0, 0),
                0,
                0,
                now,
                null,
                0)));
    return updates.readValuesToList();
  }

  private static List<Part> parts(List<StatisticsUpdate> report) {
    List<Part> parts = new ArrayList<>();
    for (StatisticsUpdate update : report) {
      if (update instanceof Part part) {
        assertThat(part.key().subject()).isNotEqualTo(new Service("__overflow__"));
        parts.add(part);
      }
    }
    return parts;
  }

  private double unsentSeconds() {
    return driver.metrics().entrySet().stream()
        .filter(metric -> metric.getKey().name().equals("statistics-unsent-seconds"))
        .mapToDouble(metric -> (double) metric.getValue().metricValue())
        .findFirst()
        .orElseThrow();
  }

  private void say(AssemblyOutput assembled) {
    said.add(assembled);
    turns.pipeInput("", "", now);
  }
}
