package io.spanline.clients.recount;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.captures.TimeRange;
import io.spanline.model.Span;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.Traces;
import io.spanline.topic.ServiceStatistics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StatisticsRecountTest {
  private static final Instant START = Spans.EPOCH;
  private static final Duration WINDOW = Duration.ofSeconds(10);
  private static final TimeRange RANGE =
      new TimeRange(START.minusSeconds(3), START.plusSeconds(25));

  private final RequestsByWindow traces = new RequestsByWindow(RANGE, WINDOW);
  private final StatisticsRecount recount = new StatisticsRecount(traces, RANGE.from());

  @Test
  void findsNothingWhereBothAgree() {
    request("a", 1_000, 20);
    request("a", 9_990, 20);
    request("a", 2_000, 30);
    row("a", 0, 2, 0, 20, 30, 50);
    row("a", 10, 1, 0, 20, 20, 20);

    StatisticsRecount.Result check = recount.result();

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

    assertThat(recount.result().differences()).isEmpty();
    assertThat(recount.result().rows()).isEqualTo(1);
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

    assertThat(recount.result().differences()).isEmpty();
  }

  @Test
  void countsAtMostASecondAfterTheRecord() {
    Trace ahead = Spans.entry("a").startingAfter(Duration.ofSeconds(14)).trace();
    row("a", 0, 1, 0, 10, 10, 10);

    traces.add(List.of(new RequestsByWindow.Emitted(ahead, START.plusSeconds(5))));

    assertThat(recount.result().differences()).isEmpty();
  }

  @Test
  void takesTheLaterRowOfAWindowAndOnlyWindowsInside() {
    request("a", 1_000, 20);
    request("a", 21_000, 20);
    request("a", -2_000, 20);
    row("a", 0, 9, 9, 9, 9, 9);
    row("a", 0, 1, 0, 20, 20, 20);

    assertThat(recount.result().differences()).isEmpty();
    assertThat(recount.result().rows()).isEqualTo(1);
  }

  @Test
  void namesEveryFigureThatDiffers() {
    request("a", 1_000, 20);
    request("b", 1_000, 20);
    row("a", 0, 2, 1, 20, 20, 40);
    row("c", 10, 1, 0, 20, 20, 20);

    StatisticsRecount.Result check = recount.result();

    assertThat(check.differences())
        .containsExactly(
            "errors of a at %s: 1 in service-statistics, 0 in the traces".formatted(START),
            "requests of a at %s: 2 in service-statistics, 1 in the traces".formatted(START),
            "sum_ms of a at %s: 40.0 in service-statistics, 20.0 in the traces".formatted(START),
            "timed of a at %s: 2 in service-statistics, 1 in the traces".formatted(START),
            "requests of b at %s: no row in service-statistics, 1 in the traces".formatted(START),
            "requests of c at %s: 1 in service-statistics, no row in the traces"
                .formatted(START.plusSeconds(10)));
  }

  @Test
  void comparesOnlyAllTogetherWhereSomeShareARow() {
    request("a", 1_000, 20);
    request("b", 1_000, 30);
    request("c", 1_000, 40);
    row("a", 0, 1, 0, 20, 20, 20);
    row("__overflow__", 0, 2, 0, 30, 40, 70);

    assertThat(recount.result().differences()).isEmpty();
    assertThat(recount.result().rows()).isEqualTo(1);
  }

  @Test
  void saysWhereWindowsHaveAnotherLengthOrAreGone() {
    recount.add(row("a", START, Duration.ofSeconds(5), 1, 0, 1, 1, 1));
    StatisticsRecount late = new StatisticsRecount(traces, START.plusSeconds(10));

    assertThat(recount.otherLength()).isEqualTo(Duration.ofSeconds(5));
    assertThat(late.result().expired()).isOne();
    assertThat(late.result().windows()).isOne();
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
    recount.add(row(service, START.plusSeconds(second), WINDOW, requests, errors, min, max, sum));
  }

  private static ServiceStatistics row(
      String service,
      Instant start,
      Duration length,
      long requests,
      long errors,
      double min,
      double max,
      double sum) {
    return new ServiceStatistics(
        service,
        null,
        start,
        start.plus(length),
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
        false);
  }
}
