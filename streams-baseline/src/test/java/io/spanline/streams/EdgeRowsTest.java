package io.spanline.streams;

import static io.spanline.model.Spans.ms;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.Span;
import io.spanline.model.SpanKind;
import io.spanline.model.Spans;
import io.spanline.model.Traces;
import io.spanline.topic.EdgeStatistics;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EdgeRowsTest {
  @RegisterExtension final TopologyHarness harness = new TopologyHarness();

  @Test
  void measuresACallOnBothSides() {
    harness.receive(Traces.spansOfACallsBCallsC("t1"));
    harness.receive(Traces.spansOfACallsBCallsC("t2"));

    harness.passes(ofSeconds(3));

    EdgeStatistics edge = edge("service-a->service-b");
    assertThat(edge.calls()).isEqualTo(2);
    assertThat(edge.errors()).isZero();
    assertThat(edge.unanswered()).isZero();
    assertThat(Objects.requireNonNull(edge.client()).p50Millis()).isEqualTo(40);
    assertThat(Objects.requireNonNull(edge.server()).sumMillis()).isEqualTo(72);
    assertThat(Objects.requireNonNull(edge.gap()).p95Millis()).isEqualTo(4);
    assertThat(harness.edges()).hasSize(2);
  }

  @Test
  void countsACallToNobodyKnown() {
    harness.receive(
        Spans.entry("service-a").withId("a").span(), Spans.exit("service-a").under("a").span());

    harness.passes(ofSeconds(3));

    assertThat(edge("service-a->unknown").unanswered()).isEqualTo(1);
  }

  @Test
  void countsEachMessageOfAProducerForEachServiceThatConsumesIt() {
    for (int i = 0; i < 20; i++) {
      String trace = "t" + i;
      harness.receive(
          Spans.of("orders", SpanKind.PRODUCER)
              .inTrace(trace)
              .withId("sent")
              .with("messaging.system", "kafka")
              .with("messaging.destination.name", "orders")
              .took(ms(2))
              .span(),
          consumed("mail", "m1", ms(70)).inTrace(trace).failed().span(),
          consumed("billing", "b", ms(30)).inTrace(trace).span(),
          consumed("mail", "m2", ms(90)).inTrace(trace).span());
    }

    harness.passes(ofSeconds(3));

    assertThat(harness.edges()).hasSize(3);
    EdgeStatistics destination = edge("orders->kafka:orders");
    assertThat(destination.calls()).isEqualTo(20);
    assertThat(destination.unanswered()).isZero();
    assertThat(Objects.requireNonNull(destination.client()).p50Millis()).isEqualTo(2);
    assertThat(destination.server()).isNull();
    EdgeStatistics billing = edge("orders->billing");
    assertThat(billing.calls()).isEqualTo(20);
    assertThat(billing.client()).isNull();
    assertThat(Objects.requireNonNull(billing.server()).p50Millis()).isEqualTo(30);
    assertThat(Objects.requireNonNull(billing.gap()).p50Millis()).isEqualTo(18);
    // The one that took it first; it failed.
    EdgeStatistics mail = edge("orders->mail");
    assertThat(mail.calls()).isEqualTo(20);
    assertThat(mail.errors()).isEqualTo(20);
    assertThat(Objects.requireNonNull(mail.server()).maxMillis()).isEqualTo(70);
    assertThat(harness.requests()).isEqualTo(60);
  }

  /** One that starts when the others of its kind do, or by its duration later. */
  private static Spans consumed(String service, String id, Duration took) {
    return Spans.of(service, SpanKind.CONSUMER)
        .withId(id)
        .underRemote("sent")
        .startingAfter(ms(20).plus(took.minus(ms(30)).dividedBy(10)))
        .took(took);
  }

  @Test
  void countsACallWithoutAClientSpanAsItsCalleeSawIt() {
    harness.receive(
        Spans.entry("gateway").withId("g").took(ms(50)).span(),
        Spans.of("gateway", SpanKind.INTERNAL).withId("work").under("g").span(),
        Spans.entry("shop").under("work").took(ms(30)).failed().span());

    harness.passes(ofSeconds(3));

    EdgeStatistics edge = edge("gateway->shop");
    assertThat(edge.calls()).isEqualTo(1);
    assertThat(edge.unanswered()).isZero();
    assertThat(edge.errors()).isEqualTo(1);
    assertThat(edge.client()).isNull();
    assertThat(edge.gap()).isNull();
    assertThat(Objects.requireNonNull(edge.server()).p50Millis()).isEqualTo(30);
  }

  @Test
  void doesNotTakeARefusedCallForTheOneThatIsAnswered() {
    receiveCallOfAClockAhead();
    harness.receive(
        Spans.entry("service-a").inTrace("t2").withId("a2").startingAfter(ms(12_000)).span(),
        Spans.exit("service-a")
            .inTrace("t2")
            .under("a2")
            .failed()
            .with("peer.service", "service-b")
            .startingAfter(ms(12_000))
            .took(ms(7))
            .span());
    harness.passes(ofSeconds(3));

    harness.receive(lateAnswer());
    harness.passes(ofSeconds(15));

    EdgeStatistics answered = edge("service-a->service-b");
    assertThat(answered.calls()).isEqualTo(1);
    assertThat(answered.unanswered()).isZero();
    assertThat(Objects.requireNonNull(answered.server()).maxMillis()).isEqualTo(50);
    assertThat(harness.counted("statistics-answers-too-late")).isZero();
    Instant next = TopologyHarness.START.plusSeconds(10);
    EdgeStatistics refused =
        Objects.requireNonNull(harness.edges().get("service-a->service-b@" + next));
    assertThat(refused.unanswered()).isEqualTo(1);
    assertThat(refused.errors()).isEqualTo(1);
    assertThat(refused.server()).isNull();
  }

  /** The caller's clock is 3.5 s ahead: its call is counted by its record's timestamp. */
  private void receiveCallOfAClockAhead() {
    harness.passes(ofSeconds(8));
    harness.receive(
        Spans.entry("service-a").withId("a").startingAfter(ms(11_300)).took(ms(300)).span(),
        Spans.exit("service-a")
            .withId("b")
            .under("a")
            .with("peer.service", "service-b")
            .startingAfter(ms(11_400))
            .took(ms(100))
            .span());
    harness.passes(ofSeconds(5));
  }

  private static Span lateAnswer() {
    return Spans.entry("service-b").underRemote("b").startingAfter(ms(7_900)).took(ms(50)).span();
  }

  private EdgeStatistics edge(String key) {
    return Objects.requireNonNull(harness.edges().get(key + "@" + TopologyHarness.START), key);
  }
}
