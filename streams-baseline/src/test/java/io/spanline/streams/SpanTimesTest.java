package io.spanline.streams;

import static io.spanline.model.Spans.ms;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.Span;
import io.spanline.model.Spans;
import io.spanline.topic.EdgeStatistics;
import io.spanline.topic.ServiceStatistics;
import io.spanline.topic.ServiceStatistics.Older;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What live figures say of spans whose times are missing, impossible, or of another clock. */
class SpanTimesTest {
  @RegisterExtension final TopologyHarness harness = new TopologyHarness();

  @Test
  void requestsWithoutAnEndCountButHaveNoLatency() {
    for (int i = 0; i < 3; i++) {
      harness.receive(
          Spans.entry("noend").inTrace("t" + i).edited(otlp -> otlp.clearEndTimeUnixNano()).span());
    }

    harness.passes(ofSeconds(11));

    ServiceStatistics row = row("noend");
    assertThat(row.requests()).isEqualTo(3);
    assertThat(row.timed()).isZero();
    assertThat(row.errorRate()).isZero();
    assertThat(row.p50Millis()).isNull();
    assertThat(row.minMillis()).isNull();
    assertThat(row.sumMillis()).isNull();
    assertThat(harness.counted("statistics-untimed")).isEqualTo(3);
  }

  @Test
  void requestsThatEndedBeforeTheyBeganDoNotPullTheQuantilesToZero() {
    for (int i = 0; i < 10; i++) {
      harness.receive(request("neg", i).took(ms(i < 4 ? 100 : -100)).span());
    }

    harness.passes(ofSeconds(3));

    ServiceStatistics row = row("neg");
    assertThat(row.requests()).isEqualTo(10);
    assertThat(row.timed()).isEqualTo(4);
    assertThat(row.p50Millis()).isEqualTo(100);
    assertThat(row.sumMillis()).isEqualTo(400);
  }

  @Test
  void failedCallsWithoutAnEndAreErrorsOfAllCalls() {
    Spans exit = Spans.exit("a").under("root").with("peer.service", "b").failed();
    harness.receive(
        Spans.entry("a").withId("root").span(),
        exit.withId("1").took(ms(8)).span(),
        exit.withId("2").edited(otlp -> otlp.clearEndTimeUnixNano()).span());

    harness.passes(ofSeconds(3));

    EdgeStatistics edge = edge("a->b");
    assertThat(edge.calls()).isEqualTo(2);
    assertThat(edge.errorRate()).isEqualTo(1);
    assertThat(Objects.requireNonNull(edge.client()).timed()).isEqualTo(1);
    assertThat(edge.client().p50Millis()).isEqualTo(8);
  }

  @Test
  void requestsOlderThanTheRetentionHaveNoWindowOfTheirOwn() {
    harness.passes(ofSeconds(12));
    harness.receive(request("a", 1).startingAfter(Duration.ofDays(-1)).failed().span());
    harness.receive(request("a", 2).edited(otlp -> otlp.clearStartTimeUnixNano()).span());

    harness.passes(ofSeconds(3));

    ServiceStatistics row = harness.statistics().get("a@" + TopologyHarness.START.plusSeconds(10));
    assertThat(row.requests()).isZero();
    assertThat(row.errorRate()).isNull();
    assertThat(row.older()).isEqualTo(new Older(2, 1));
    assertThat(harness.statistics()).hasSize(1);
    assertThat(harness.operations()).isEmpty();
    assertThat(harness.counted("statistics-older")).isEqualTo(2);
  }

  @Test
  void callsOlderThanTheRetentionAreOnNoEdge() {
    Duration yesterday = Duration.ofDays(-1);
    harness.receive(
        Spans.entry("a").withId("root").startingAfter(yesterday).span(),
        Spans.exit("a").under("root").startingAfter(yesterday).span());

    harness.passes(ofSeconds(3));

    assertThat(harness.edges()).isEmpty();
    assertThat(row("a").older()).isEqualTo(new Older(1, 0));
  }

  @Test
  void requestsThatCannotHaveBegunThenAreCounted() {
    harness.passes(ofSeconds(70));
    harness.receive(
        request("a", 1).startingAfter(ofSeconds(9)).span(),
        request("a", 2).startingAfter(ofSeconds(11)).span(),
        request("a", 3).startingAfter(ms(70_900)).span(),
        request("a", 4).startingAfter(ms(71_100)).span());

    harness.passes(ofSeconds(3));

    // One 61 s before its record, one 1.1 s after.
    assertThat(harness.counted("statistics-starts-off")).isEqualTo(2);
  }

  @Test
  void aCalleeWhoseClockIsFiveMinutesBehindCountsInTheWindowOfItsCaller() {
    harness.passes(ofSeconds(2));
    Span answer =
        Spans.entry("b").underRemote("call").startingAfter(ofSeconds(-298)).took(ms(30)).span();
    harness.receive(
        Spans.entry("a").withId("root").startingAfter(ofSeconds(2)).took(ms(50)).span(),
        Spans.exit("a")
            .withId("call")
            .under("root")
            .startingAfter(ofSeconds(2))
            .took(ms(40))
            .span(),
        answer);

    harness.passes(ofSeconds(3));

    assertThat(row("b").p50Millis()).isEqualTo(30);
    assertThat(Objects.requireNonNull(edge("a->b").gap()).p50Millis()).isEqualTo(10);
    assertThat(harness.statistics()).hasSize(2);
    assertThat(harness.counted("statistics-starts-off")).isZero();
  }

  private static Spans request(String service, int number) {
    return Spans.entry(service).inTrace("t" + number);
  }

  private ServiceStatistics row(String service) {
    return Objects.requireNonNull(harness.statistics(service, TopologyHarness.START), service);
  }

  private EdgeStatistics edge(String key) {
    return Objects.requireNonNull(harness.edges().get(key + "@" + TopologyHarness.START), key);
  }
}
