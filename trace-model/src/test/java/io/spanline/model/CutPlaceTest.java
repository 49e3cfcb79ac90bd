package io.spanline.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CutPlaceTest {
  private static final List<Span> FIRST_CUT_FIRST =
      List.of(
          span(SpanKind.INTERNAL, "large", 300),
          span(SpanKind.INTERNAL, "small", 0),
          span(SpanKind.CLIENT, "large", 300),
          span(SpanKind.PRODUCER, "small", 0),
          span(SpanKind.SERVER, "large", 300),
          span(SpanKind.CONSUMER, "small", 0),
          Spans.of("service-a", SpanKind.SERVER).withId("root").with("text", "x").span());

  @Test
  void whatTellsLeastIsCutFirstAndOfThatTheLargest() {
    List<Span> sorted = new ArrayList<>(FIRST_CUT_FIRST);
    Collections.shuffle(sorted, new Random(7));
    sorted.sort(Comparator.comparing(Span::cutPlace));

    assertThat(sorted).isEqualTo(FIRST_CUT_FIRST);
  }

  @Test
  void cutsNoMoreThanItTakesAndNothingOutOfTheOrder() {
    Trace trace = Traces.complete(FIRST_CUT_FIRST);
    for (int most = 1; most <= FIRST_CUT_FIRST.size(); most++) {
      int limit = most;
      Trace cut = trace.cutTo(each -> each.spans().size() <= limit);

      assertThat(cut.spans())
          .containsExactlyInAnyOrderElementsOf(
              FIRST_CUT_FIRST.subList(FIRST_CUT_FIRST.size() - most, FIRST_CUT_FIRST.size()));
      assertThat(cut.outcome().truncated()).isEqualTo(FIRST_CUT_FIRST.size() - most);
    }
  }

  /** A small call is not kept in the place of a large request. */
  @Test
  void doesNotFillTheGapThatACutSpanLeaves() {
    Trace trace = Traces.complete(FIRST_CUT_FIRST);
    int most = FIRST_CUT_FIRST.get(4).fragment().getSerializedSize();

    Trace cut = trace.cutTo(each -> each.otlp().getSerializedSize() <= most);

    assertThat(cut.spans())
        .containsExactlyInAnyOrder(FIRST_CUT_FIRST.get(5), FIRST_CUT_FIRST.get(6));
  }

  @Test
  void aSpanThatFitsNowhereDecidesNothing() {
    List<Span> spans = new ArrayList<>(FIRST_CUT_FIRST);
    spans.add(Spans.entry("service-a").withId("huge").with("text", "x".repeat(5_000)).span());

    Trace cut = Traces.complete(spans).cutTo(each -> each.otlp().getSerializedSize() <= 3_000);

    assertThat(cut.spans()).containsExactlyInAnyOrderElementsOf(FIRST_CUT_FIRST);
  }

  /** Each look at a trace of megabytes costs tens of milliseconds. */
  @Test
  void looksOnlyAFewTimes() {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      spans.add(span(SpanKind.INTERNAL, "span" + i, i % 7));
    }
    AtomicInteger looks = new AtomicInteger();

    Trace cut =
        Traces.complete(spans)
            .cutTo(each -> looks.incrementAndGet() > 0 && each.spans().size() <= 1_234);

    assertThat(cut.spans()).hasSize(1_234);
    assertThat(looks).hasValueLessThan(20);
  }

  private static Span span(SpanKind kind, String id, int bytes) {
    return Spans.of("service-a", kind)
        .withId(kind + id)
        .under("root")
        .with("text", "x".repeat(bytes))
        .span();
  }
}
