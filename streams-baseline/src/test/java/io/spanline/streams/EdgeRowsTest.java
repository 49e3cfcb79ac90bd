package io.spanline.streams;

import static io.spanline.model.Spans.ms;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.Span;
import io.spanline.model.Spans;
import io.spanline.model.Traces;
import io.spanline.topic.EdgeStatistics;
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
    assertThat(edge.client().p50Millis()).isEqualTo(40);
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
