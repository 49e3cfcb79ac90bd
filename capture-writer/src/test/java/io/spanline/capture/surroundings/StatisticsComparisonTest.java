package io.spanline.capture.surroundings;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.StatisticsCheck;
import io.spanline.captures.manifest.StatisticsCheck.Difference;
import io.spanline.model.Span;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.Traces;
import io.spanline.topic.Json;
import io.spanline.topic.ServiceStatistics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StatisticsComparisonTest {
  private static final Instant START = Spans.EPOCH;
  private static final Duration WINDOW = Duration.ofSeconds(10);
  private static final TimeRange RANGE =
      new TimeRange(START.minusSeconds(3), START.plusSeconds(25));

  private final RequestsByWindow traces = new RequestsByWindow(RANGE, WINDOW);
  private final StatisticsRows rows = new StatisticsRows(RANGE.from(), RANGE.to());

  @Test
  void findsNothingWhereBothAgree() {
    request("a", 1_000, 20);
    request("a", 9_990, 20);
    request("a", 2_000, 30);
    row("a", 0, 2, 0, 20, 30, 50);
    row("a", 10, 1, 0, 20, 20, 20);

    StatisticsCheck check = check();

    assertThat(check.differences()).isEmpty();
    assertThat(check.windows()).isEqualTo(2);
    assertThat(check.rows()).isEqualTo(2);
  }

  @Test
  void countsARecordAsItWasEmittedAndItsRequestOnce() {
    Trace unfinished =
        Spans.entry("a")
            .startingAfter(Duration.ofSeconds(4))
            .edited(span -> span.clearEndTimeUnixNano())
            .trace();
    Span ended =
        Spans.entry("a")
            .startingAfter(Duration.ofSeconds(4))
            .took(Duration.ofSeconds(9))
            .failed()
            .span();
    row("a", 0, 1, 1, 9_000, 9_000, 9_000);

    traces.add(
        List.of(
            emitted(unfinished),
            emitted(new Trace(ended.traceId(), 2, unfinished.outcome(), List.of(ended)))));

    assertThat(check().differences()).isEmpty();
    assertThat(check().rows()).isEqualTo(1);
  }

  @Test
  void countsAnEndWhereItsUnfinishedRequestMovedTo() {
    Spans call = Spans.exit("x").withId("call").startingAfter(Duration.ofSeconds(12));
    Spans answer = Spans.entry("a").underRemote("call").startingAfter(Duration.ofSeconds(2));
    Trace first =
        Traces.complete(
            List.of(call.span(), answer.edited(span -> span.clearEndTimeUnixNano()).span()));
    Span ended = Spans.entry("a").underRemote("call").startingAfter(Duration.ofSeconds(2)).span();
    row("a", 10, 1, 0, 10, 10, 10);

    traces.add(
        List.of(
            emitted(first),
            emitted(new Trace(ended.traceId(), 2, first.outcome(), List.of(ended)))));

    assertThat(check().differences()).isEmpty();
  }

  @Test
  void countsAtMostASecondAfterTheRecord() {
    Trace ahead = Spans.entry("a").startingAfter(Duration.ofSeconds(14)).trace();
    row("a", 0, 1, 0, 10, 10, 10);

    traces.add(List.of(new RequestsByWindow.Emitted(ahead, START.plusSeconds(5))));

    assertThat(check().differences()).isEmpty();
  }

  @Test
  void takesTheLaterRowOfAWindowAndOnlyWindowsInside() {
    request("a", 1_000, 20);
    request("a", 21_000, 20);
    request("a", -2_000, 20);
    row("a", 0, 9, 9, 9, 9, 9);
    row("a", 0, 1, 0, 20, 20, 20);

    assertThat(check().differing()).isZero();
    assertThat(check().rows()).isEqualTo(1);
  }

  @Test
  void namesEveryFigureThatDiffers() {
    request("a", 1_000, 20);
    request("b", 1_000, 20);
    row("a", 0, 2, 1, 20, 20, 40);
    row("c", 10, 1, 0, 20, 20, 20);

    StatisticsCheck check = check();

    assertThat(check.differing()).isEqualTo(3);
    assertThat(check.differences())
        .contains(
            new Difference("a", START, "requests", "2", "1"),
            new Difference("a", START, "errors", "1", "0"),
            new Difference("a", START, "sum_ms", "40.0", "20.0"),
            new Difference("b", START, "requests", "no row", "1"),
            new Difference("c", START.plusSeconds(10), "requests", "1", "no row"));
  }

  @Test
  void comparesOnlyAllTogetherWhereSomeShareARow() {
    request("a", 1_000, 20);
    request("b", 1_000, 30);
    request("c", 1_000, 40);
    row("a", 0, 1, 0, 20, 20, 20);
    row("__overflow__", 0, 2, 0, 30, 40, 70);

    assertThat(check().differing()).isZero();
    assertThat(check().rows()).isEqualTo(1);
  }

  @Test
  void aNameThatHoldsASecretIsNotRepeated() {
    request("https://u:S3CRET@shop.example/x", 1_000, 20);

    assertThat(check().differences().toString())
        .contains("https://shop.example/x")
        .doesNotContain("S3CRET");
  }

  @Test
  void saysWhereWindowsHaveAnotherLengthOrAreGone() {
    rows.add(
        Json.write(
            new ServiceStatistics(
                "a",
                null,
                START,
                START.plusSeconds(5),
                1,
                1,
                0,
                0,
                null,
                0.0,
                1.0,
                1.0,
                1.0,
                1.0,
                1.0,
                true,
                false)),
        WINDOW);

    assertThat(check().skipped()).contains("PT5S").contains("PT10S");
    assertThat(
            StatisticsComparison.of(
                    traces, new StatisticsRows(RANGE.from(), RANGE.to()), RANGE.to())
                .skipped())
        .isEqualTo("the statistics of these windows have expired");
  }

  private StatisticsCheck check() {
    return StatisticsComparison.of(traces, rows, RANGE.from());
  }

  /** A request that begins so many milliseconds after the start. */
  private void request(String service, long afterMillis, long tookMillis) {
    traces.add(
        List.of(
            emitted(
                Spans.entry(service)
                    .startingAfter(Duration.ofMillis(afterMillis))
                    .took(Duration.ofMillis(tookMillis))
                    .trace())));
  }

  private static RequestsByWindow.Emitted emitted(Trace trace) {
    return new RequestsByWindow.Emitted(trace, START.plusSeconds(30));
  }

  private void row(
      String service, long second, long requests, long errors, double min, double max, double sum) {
    Instant start = START.plusSeconds(second);
    rows.add(
        Json.write(
            new ServiceStatistics(
                service,
                null,
                start,
                start.plus(WINDOW),
                requests,
                requests,
                errors,
                0,
                null,
                0.0,
                0.0,
                0.0,
                min,
                max,
                sum,
                true,
                false)),
        WINDOW);
  }
}
