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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TraceCapsTest {
  @RegisterExtension
  final TopologyHarness harness =
      new TopologyHarness("SPANLINE_TRACE_MAX_SPANS", "10", "SPANLINE_TRACE_MAX_BYTES", "100000");

  private final Span root = Spans.entry("service-a").withId("a").span();

  @Test
  void cutsAndCountsTheSpansBeyondTheCap() {
    harness.receive(root);
    harness.receive(children(0, 15));

    harness.passes(ofSeconds(3));

    Trace trace = harness.onlyTrace();
    assertThat(trace.spans()).hasSize(10);
    assertThat(trace.outcome().word()).isEqualTo("truncated");
    assertThat(trace.outcome().truncated()).isEqualTo(6);
    assertThat(harness.ledger().spans().truncated()).isEqualTo(6);
  }

  @Test
  void doesNotCountADuplicateAgainstTheCap() {
    harness.receive(root, root, root, root, root, root, root, root, root, root, root);
    harness.receive(children(0, 9));

    harness.passes(ofSeconds(3));

    assertThat(harness.onlyTrace().outcome()).isEqualTo(Outcome.COMPLETE);
  }

  @Test
  void capsATraceOverAllItsRevisions() {
    harness.receive(root);
    harness.receive(children(0, 9));
    harness.passes(ofSeconds(3));
    harness.receive(children(9, 12));

    harness.passes(ofSeconds(11));

    assertThat(harness.traces()).hasSize(1);
    assertThat(harness.ledger().spans().truncated()).isEqualTo(3);
  }

  /** What is kept does not depend on when it came. */
  @Test
  void cutsInARevisionWhatGoesBeforeWhatWasCut() {
    Span request = Spans.entry("service-b").under("call").with("text", "x".repeat(50_000)).span();
    Span call =
        Spans.exit("service-a").withId("call").under("a").with("text", "x".repeat(60_000)).span();
    harness.receive(root, request, call);
    harness.passes(ofSeconds(3));
    harness.receive(children(0, 1));

    harness.passes(ofSeconds(11));

    assertThat(harness.onlyTrace().spans()).containsExactlyInAnyOrder(root, request);
    assertThat(harness.ledger().spans().truncated()).isEqualTo(2);
  }

  @Test
  void cutsASpanThatAloneIsTooLarge() {
    Span giant =
        Spans.of("service-a", SpanKind.INTERNAL)
            .under("a")
            .withId("giant")
            .with("text", "x".repeat(200_000))
            .span();
    harness.receive(root, giant);

    harness.passes(ofSeconds(3));

    assertThat(harness.onlyTrace().spans()).containsExactly(root);
    assertThat(harness.onlyTrace().outcome().truncated()).isEqualTo(1);
  }

  @Test
  void emitsNothingWhereEverySpanWasCutButCountsThem() {
    harness.receive(Spans.entry("service-a").with("text", "x".repeat(200_000)).span());

    harness.passes(ofSeconds(11));

    assertThat(harness.traces()).isEmpty();
    assertThat(harness.ledger().spans().truncated()).isEqualTo(1);
    assertThat(harness.requests()).isEqualTo(1);
  }

  @Test
  void missesNoParentThatWasCut() {
    Span parent =
        Spans.of("service-a", SpanKind.INTERNAL)
            .under("a")
            .withId("parent")
            .with("text", "x".repeat(200_000))
            .span();
    harness.receive(root, parent, Spans.exit("service-a").under("parent").span());

    harness.passes(ofSeconds(3));

    assertThat(harness.onlyTrace().outcome().reasons()).containsExactly(Outcome.Reason.TRUNCATED);
  }

  @Test
  void countsEachSpanThatItCannotEvenRemember() {
    harness.receive(root);
    List<Span> requests =
        IntStream.range(0, 300)
            .mapToObj(i -> Spans.entry("service-b").under("a").withId("entry" + i).span())
            .toList();
    harness.receive(requests);

    harness.passes(ofSeconds(3));

    assertThat(harness.onlyTrace().outcome().truncated()).isEqualTo(291);
    assertThat(harness.ledger().spans().truncated()).isEqualTo(291);
    assertThat(harness.requests()).isEqualTo(301);
  }

  @Test
  void knowsTheDuplicateOfASpanThatWasCut() {
    harness.receive(root);
    harness.receive(children(0, 12));
    harness.passes(ms(900));
    harness.receive(children(9, 12));
    harness.passes(ms(1_200));
    assertThat(harness.traces()).hasSize(1);

    harness.receive(children(9, 12));
    harness.passes(ofSeconds(11));

    assertThat(harness.ledger().spans().truncated()).isEqualTo(3);
    assertThat(harness.ledger().spans().duplicate()).isEqualTo(6);
    assertThat(harness.traces()).hasSize(1);
  }

  @Test
  void countsTheFirstEmissionAsTheFirstRevisionThoughAllBeforeWasCut() {
    harness.receive(Spans.exit("service-a").under("a").with("text", "x".repeat(200_000)).span());
    harness.passes(ofSeconds(11));
    harness.receive(root);

    harness.passes(ofSeconds(11));

    assertThat(harness.onlyTrace().revision()).isEqualTo(1);
    assertThat(harness.onlyTrace().outcome().truncated()).isEqualTo(1);
  }

  private static List<Span> children(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(
            i -> Spans.of("service-a", SpanKind.INTERNAL).under("a").withId("child" + i).span())
        .toList();
  }
}
