package io.spanline.streams;

import static io.spanline.model.Spans.ms;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.Outcome;
import io.spanline.model.Span;
import io.spanline.model.SpanKind;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A span may be sent before it has ended, and once more when it has. */
class UnfinishedSpansTest {
  @RegisterExtension
  final TopologyHarness harness = new TopologyHarness("SPANLINE_TRACE_MAX_SPANS", "3");

  private final Span root = Spans.entry("service-a").withId("a").took(ms(80)).span();
  private final Span runningRoot = unfinished(Spans.entry("service-a").withId("a"));
  private final Span call = call().took(ms(40)).span();

  /** The row of the edge says what the calls of the joined trace say. */
  @Test
  void anEdgeLearnsHowAConsumerEnded() {
    Span message = Spans.of("orders", SpanKind.PRODUCER).withId("m").took(ms(20)).span();
    Spans consumer = Spans.of("billing", SpanKind.CONSUMER).under("m").startingAfter(ms(10));
    harness.receive(message, unfinished(consumer));
    harness.passes(ofSeconds(3));
    Span ended = consumer.took(ms(50)).failed().edited(span -> {}).span();
    harness.receive(ended);

    harness.passes(ofSeconds(15));

    assertThat(harness.edges().values())
        .filteredOn(row -> row.callee().equals("billing"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.calls()).isEqualTo(1);
              assertThat(row.errors()).isEqualTo(1);
              assertThat(row.server().maxMillis()).isEqualTo(50);
              assertThat(row.gap().maxMillis()).isEqualTo(-10);
            });
  }

  @Test
  void anEdgeLearnsHowLongTheAnswerTookThatEndsLater() {
    Span exit = Spans.exit("service-a").withId("call").took(ms(40)).span();
    Spans answer = Spans.entry("service-b").under("call").startingAfter(ms(5));
    harness.receive(exit, unfinished(answer));
    harness.passes(ofSeconds(3));
    harness.receive(answer.took(ms(30)).edited(span -> {}).span());

    harness.passes(ofSeconds(15));

    assertThat(harness.edges().values())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.calls()).isEqualTo(1);
              assertThat(row.unanswered()).isZero();
              assertThat(row.server().maxMillis()).isEqualTo(30);
              assertThat(row.gap().maxMillis()).isEqualTo(10);
            });
  }

  /** An end counts in the row of the copy, even if that was clamped. */
  @Test
  void anEndCountsInTheRowThatCountedTheCopy() {
    Spans ahead = Spans.entry("service-a").startingAfter(ofSeconds(25));
    harness.receive(unfinished(ahead));
    harness.passes(ofSeconds(12));
    harness.receive(ahead.took(ms(50)).failed().edited(span -> {}).span());

    harness.passes(ofSeconds(15));

    assertThat(harness.rows())
        .containsOnlyKeys(
            "service-a@" + TopologyHarness.START,
            "service-a/service-a-operation@" + TopologyHarness.START);
    assertThat(harness.requests()).isEqualTo(1);
  }

  @Test
  void takesTheFinishedSpanForItsCopyWhileTheTraceIsOpen() {
    harness.receive(runningRoot, call);
    harness.passes(ofSeconds(3));
    assertThat(harness.traces()).isEmpty();
    harness.receive(root, runningRoot);

    harness.passes(ofSeconds(3));

    assertThat(harness.onlyTrace().outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(harness.onlyTrace().spans()).containsExactlyInAnyOrder(root, call);
    assertThat(harness.ledger().spans().duplicate()).isEqualTo(2);
    assertThat(harness.requests()).isEqualTo(1);
  }

  @Test
  void saysThatARootDidNotEnd() {
    harness.receive(runningRoot, call);

    harness.passes(ms(9_900));
    assertThat(harness.traces()).isEmpty();
    harness.passes(ms(200));

    assertThat(harness.onlyTrace().outcome().reasons())
        .containsExactly(Outcome.Reason.UNFINISHED_ROOT);
  }

  @Test
  void makesARevisionOfTheFinishedSpanWithinTheHorizon() {
    harness.receive(runningRoot, unfinished(call()));
    harness.passes(ofSeconds(11));
    harness.receive(root, call, runningRoot);

    harness.passes(ofSeconds(3));

    Trace revision = harness.traces().get(1);
    assertThat(revision.revision()).isEqualTo(2);
    assertThat(revision.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(Trace.join(harness.traces()).spans()).containsExactlyInAnyOrder(root, call);
    assertThat(harness.ledger().spans().emitted()).isEqualTo(4);
    assertThat(harness.ledger().spans().duplicate()).isEqualTo(1);
    assertThat(harness.requests()).isEqualTo(1);
  }

  @Test
  void takesTheFinishedSpanForACopyThatWasCut() {
    List<Span> kept = List.of(root, request("1").span(), request("2").span(), request("3").span());
    harness.receive(kept);
    harness.receive(unfinished(call()), call);

    harness.passes(ofSeconds(3));

    assertThat(harness.onlyTrace().outcome().cut()).isEqualTo(new Outcome.Cut(2, 1));
    assertThat(harness.ledger().spans().truncated()).isEqualTo(2);
    assertThat(harness.ledger().spans().duplicate()).isEqualTo(1);
    assertThat(harness.edges().values())
        .singleElement()
        .satisfies(edge -> assertThat(edge.calls()).isEqualTo(1));
  }

  @Test
  void dropsAFinishedSpanForWhichAFullTraceHasNoPlace() {
    harness.receive(runningRoot);
    for (int i = 0; i < 40; i++) {
      harness.receive(request("" + i).span());
    }
    harness.passes(ofSeconds(11));

    harness.receive(root);
    harness.passes(ofSeconds(11));

    assertThat(harness.traces()).hasSize(1);
    assertThat(harness.ledger().spans().duplicate()).isEqualTo(1);
    assertThat(harness.requests()).isEqualTo(41);
  }

  private static Spans request(String id) {
    return Spans.entry("service-a").withId("b" + id).under("a");
  }

  private static Spans call() {
    return Spans.exit("service-a").withId("call").under("a");
  }

  private static Span unfinished(Spans span) {
    return span.edited(otlp -> otlp.setEndTimeUnixNano(0)).span();
  }
}
