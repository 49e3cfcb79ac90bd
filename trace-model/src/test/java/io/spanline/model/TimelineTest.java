package io.spanline.model;

import static io.spanline.model.Spans.ms;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final Duration BEHIND = Duration.ofMinutes(-5);

  private final Span call =
      Spans.exit("a").withId("call").startingAfter(ms(10)).took(ms(40)).span();

  @Test
  void aSpanOfAnotherClockMovesToTheMiddleOfItsCall() {
    Span answer = answer().startingAfter(BEHIND).took(ms(20)).span();
    Span below = Spans.exit("b").under("answer").startingAfter(BEHIND.plusMillis(3)).span();
    Timeline<Span> timeline = Timeline.of(List.of(below, answer, call));

    assertThat(after(timeline.startNanos(answer))).isEqualTo(ms(20));
    assertThat(after(timeline.endNanos(answer))).isEqualTo(ms(40));
    assertThat(after(timeline.startNanos(below))).isEqualTo(ms(23));
    assertThat(timeline.shiftNanos(call)).isZero();
    assertThat(timeline.skewNanos(answer, call))
        .isEqualTo(Duration.ofMinutes(5).plusMillis(20).toNanos());
    assertThat(timeline.gapNanos(call, answer)).isEqualTo(ms(20).toNanos());
  }

  @Test
  void anAnswerThatTookLongerThanItsCallMovesToItsStart() {
    Span answer = answer().startingAfter(BEHIND).took(ms(60)).span();

    assertThat(after(of(call, answer).startNanos(answer))).isEqualTo(ms(10));
  }

  @Test
  void anAnswerMayOutliveACallerThatGaveUpAndNoOther() {
    Span answer = answer().startingAfter(ms(15)).took(ms(60)).span();
    Span failed = Spans.exit("a").withId("call").startingAfter(ms(10)).took(ms(40)).failed().span();

    assertThat(of(failed, answer).shiftNanos(answer)).isZero();
    assertThat(of(call, answer).shiftNanos(answer)).isEqualTo(ms(-5).toNanos());
  }

  @Test
  void whatFitsDoesNotMove() {
    Span answer = answer().startingAfter(ms(12)).took(ms(38)).span();

    assertThat(of(call, answer).shiftNanos(answer)).isZero();
    assertThat(of(call, answer).skewNanos(answer, call)).isNull();
  }

  @Test
  void onlyEntrySpansMoveAgainstTheirParents() {
    Span internal =
        Spans.of("b", SpanKind.INTERNAL).under("call").startingAfter(BEHIND).took(ms(20)).span();

    assertThat(of(call, internal).shiftNanos(internal)).isZero();
  }

  @Test
  void aConsumerMovesToItsProducerOnlyIfItWouldBeFirst() {
    Span message = Spans.of("a", SpanKind.PRODUCER).withId("call").took(ms(5)).span();
    Span late = consumer().startingAfter(ms(900)).span();
    Span early = consumer().startingAfter(BEHIND).span();

    assertThat(of(message, late).gapNanos(message, late)).isEqualTo(ms(895).toNanos());
    assertThat(after(of(message, early).startNanos(early))).isEqualTo(Duration.ZERO);
    assertThat(of(message, early).gapNanos(message, early)).isNull();
  }

  @Test
  void aMessageHasNoGapIfItsConsumerMovedWithTheSpanThatTookIt() {
    Span message = Spans.of("a", SpanKind.PRODUCER).withId("call").took(ms(5)).span();
    Span taken = consumer().withId("taken").startingAfter(BEHIND).span();
    Span processed = consumer().under("taken").startingAfter(BEHIND.plusMillis(1)).span();
    Timeline<Span> timeline = Timeline.of(List.of(message, taken, processed));

    assertThat(after(timeline.startNanos(processed))).isEqualTo(ms(1));
    assertThat(timeline.gapNanos(message, processed)).isNull();
  }

  /** As of a message that was sent in one revision and consumed in another. */
  @Test
  void aConsumerBeforeItsProducerHasNoGapWhereverTheProducerIs() {
    Span message = Spans.of("a", SpanKind.PRODUCER).withId("call").took(ms(5)).span();
    Span early = consumer().startingAfter(BEHIND).span();

    assertThat(Timeline.of(List.of(early)).gapNanos(message, early)).isNull();
  }

  @Test
  void aGapIsUnknownIfTimesAreMissing() {
    Span unfinished = answer().edited(span -> span.setEndTimeUnixNano(0)).span();

    assertThat(of(call, unfinished).gapNanos(call, unfinished)).isNull();
    assertThat(of(call, unfinished).gapNanos(unfinished, call)).isNull();
  }

  @Test
  void aGapThatNoLongHoldsIsTheGreatestOrTheLeast() {
    Span message = Spans.of("a", SpanKind.PRODUCER).edited(span -> times(span, 1, 2)).span();
    Span consumed = consumer().edited(span -> times(span, -9, -8)).span();

    assertThat(of(message, consumed).gapNanos(message, consumed)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void parentsInACircleMoveNothing() {
    Span one = Spans.entry("a").withId("one").under("two").startingAfter(ms(5)).span();
    Span two = Spans.entry("b").withId("two").under("one").span();

    assertThat(of(one, two).shiftNanos(one)).isZero();
    assertThat(of(one, two).shiftNanos(two)).isZero();
  }

  private static Spans answer() {
    return Spans.entry("b").withId("answer").under("call");
  }

  private static Spans consumer() {
    return Spans.of("b", SpanKind.CONSUMER).under("call");
  }

  private static Timeline<Span> of(Span one, Span other) {
    return Timeline.of(List.of(one, other));
  }

  private static Duration after(long nanos) {
    return Duration.between(Spans.EPOCH, Span.instant(nanos));
  }

  private static void times(
      io.opentelemetry.proto.trace.v1.Span.Builder span, long startNanos, long endNanos) {
    span.setStartTimeUnixNano(startNanos).setEndTimeUnixNano(endNanos);
  }
}
