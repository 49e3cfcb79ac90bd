package io.spanline.streams;

import static io.spanline.model.Spans.ms;
import static java.time.Duration.ofSeconds;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.spanline.model.Name;
import io.spanline.model.Spans;
import io.spanline.model.Traces;
import io.spanline.statistics.StatisticsRow;
import io.spanline.topic.ServiceStatistics;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsTest {
  private static final Instant START = TopologyHarness.START;

  @RegisterExtension final TopologyHarness harness = new TopologyHarness();

  @Test
  void countsTheEntrySpansOfEmittedTraces() {
    harness.receive(Traces.spansOfACallsBCallsC("t1"));
    harness.passes(ms(1_500));
    assertThat(harness.statistics()).isEmpty();

    harness.passes(ms(1_500));

    assertThat(harness.statistics()).hasSize(3);
    ServiceStatistics row = harness.statistics("service-b", START);
    assertThat(row.requests()).isEqualTo(1);
    assertThat(row.errors()).isZero();
    assertThat(row.p50Millis()).isEqualTo(36);
    assertThat(row.windowEnd()).isEqualTo(START.plusSeconds(10));
    assertThat(row.exact()).isTrue();
    assertThat(row.isFinal()).isFalse();
  }

  @Test
  void takesAnErrorStatusForAnErrorAndNothingElse() {
    harness.receive(
        Spans.entry("service-a").inTrace("t1").failed().span(),
        Spans.entry("service-a").inTrace("t2").with("http.response.status_code", "404").span(),
        Spans.entry("service-a").inTrace("t3").span(),
        Spans.entry("service-a").inTrace("t4").span());

    harness.passes(ofSeconds(3));

    ServiceStatistics row = harness.statistics("service-a", START);
    assertThat(row.errors()).isEqualTo(1);
    assertThat(row.errorRate()).isEqualTo(0.25);
  }

  /** A window is that of the span's end, as far as its record's time makes it plausible. */
  @ParameterizedTest
  @CsvSource({"PT12S, PT9.99S, PT10S", "PT0S, P3650D, PT0S"})
  void choosesTheWindowByThePlausibleEndOfTheSpan(
      Duration passed, Duration start, Duration window) {
    harness.passes(passed);

    harness.receive(Spans.entry("service-a").startingAfter(start).took(ms(20)).span());
    harness.passes(ofSeconds(3));

    assertThat(harness.statistics()).containsOnlyKeys("service-a@" + START.plus(window));
  }

  @Test
  void countsRequestsThatSayTheyAreOfASample() {
    for (int i = 0; i < 5; i++) {
      String state = i < 2 ? "ot=th:e666" : "ot=th:0";
      harness.receive(
          Spans.entry("service-a").inTrace("t" + i).edited(o -> o.setTraceState(state)).span());
    }

    harness.passes(ofSeconds(3));

    assertThat(harness.statistics("service-a", START).requests()).isEqualTo(5);
    assertThat(harness.statistics("service-a", START).sampled()).isEqualTo(2);
  }

  @Test
  void aRequestIsOfASampleIfAnySpanOfItsTraceSaysSo() {
    harness.receive(
        Spans.entry("service-a").withId("root").span(),
        Spans.exit("service-a").under("root").edited(o -> o.setTraceState("ot=th:e666")).span());

    harness.passes(ofSeconds(3));

    assertThat(harness.statistics("service-a", START).sampled()).isEqualTo(1);
  }

  @Test
  void cutsAServiceNameThatIsNoName() {
    String name = "long\n" + "x".repeat(10_000);
    harness.receive(Spans.entry(name).span());

    harness.passes(ofSeconds(3));

    assertThat(harness.statistics().keySet())
        .singleElement()
        .isEqualTo(Name.of(name) + "@" + START)
        .matches(key -> key.startsWith("long_" + "x".repeat(234) + "~"));
  }

  @Test
  void publishesDigestsUnderTheKeysThatPeopleRead() {
    harness.receive(Traces.spansOfACallsBCallsC("t1"));

    harness.passes(ofSeconds(3));

    Set<String> keys = new TreeSet<>(harness.statistics().keySet());
    keys.addAll(harness.operations().keySet());
    keys.addAll(harness.edges().keySet());
    assertThat(harness.rows()).containsOnlyKeys(keys).hasSize(8);
    harness.rows().forEach((key, row) -> assertThat(row.key()).isEqualTo(key));
    assertThat(harness.statisticsRecords())
        .allSatisfy(
            record ->
                assertThat(TopologyHarness.headers(record))
                    .containsExactly(entry("schema-version", "2")));
  }

  @Test
  void endsEveryRowOfAWindowThatIsOver() {
    harness.receive(Traces.spansOfACallsBCallsC("t1"));
    harness.passes(ofSeconds(3));
    assertThat(harness.statisticsInView()).hasSize(8);

    harness.passes(ofSeconds(3_612));

    Map<String, Long> tombstones =
        harness.statisticsRecords().stream()
            .filter(record -> record.value() == null)
            .collect(groupingBy(TestRecord::key, counting()));
    assertThat(tombstones).hasSize(8).allSatisfy((key, number) -> assertThat(number).isEqualTo(2));
    assertThat(harness.rows().values()).allMatch(StatisticsRow::isFinal);
    assertThat(harness.statisticsInView()).isEmpty();
  }
}
