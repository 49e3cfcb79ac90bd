package io.spanline.experiments.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.captures.baseline.Baseline;
import io.spanline.captures.replay.ReplayLine;
import io.spanline.experiments.experiment.plan.SteadyState;
import io.spanline.model.SpanId;
import io.spanline.model.TraceId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against 300 requests of 40 ms, 1 % of which fail; another operation takes a second. */
class SteadyLookTest {
  @TempDir private Path data;

  @Test
  void namesTheFigureTheBaselinesValueAndTheMeasuredOne() throws IOException {
    SteadyLook look = look(round(150, i -> 300 + i % 10, 200));

    assertThat(look.worse())
        .containsExactly(
            "service-a's p50 went from 40 to 304 ms (304–305)",
            "service-a's p95 went from 40 to 309 ms (309–309)");
  }

  @Test
  void whatIsSlowerThanOneBarOnlyMayBegin() throws IOException {
    assertThat(look(round(150, i -> 85, 200)).worse()).isEmpty();
    assertThat(look(round(150, i -> 95, 200)).worse()).hasSize(2);
  }

  @Test
  void errorsAreCountedByTheSendersStatuses() throws IOException {
    List<ReplayLine> some =
        IntStream.range(0, 150)
            .mapToObj(i -> line(i, 40, "GET /x", i % 8 == 0 ? 500 : 200))
            .toList();

    assertThat(look(some).worse())
        .singleElement()
        .asString()
        .startsWith("service-a's error rate went from 1 to 12.7 %");
    assertThat(look(round(150, i -> 40, 404)).worse()).isEmpty();
  }

  /** So few slow requests say nothing of a p95, nor much of a p50. */
  @Test
  void whatIsUnclearMayBegin() throws IOException {
    assertThat(look(round(3, i -> 900, 200)).worse()).isEmpty();
  }

  @Test
  void anOperationThatTheBaselineDoesNotHaveIsLeftOut() throws IOException {
    List<ReplayLine> mixed =
        Stream.concat(
                round(150, i -> 40, 200).stream(),
                IntStream.range(150, 250).mapToObj(i -> line(i, 2000, "GET /new", 500)))
            .toList();

    SteadyLook look = look(mixed);

    assertThat(look.worse()).isEmpty();
    assertThat(look.compared()).isEqualTo(150);
    assertThat(look.requests()).isEqualTo(250);
  }

  @Test
  void nothingIsShownWhereNothingCanBeCompared() throws IOException {
    SteadyLook look =
        look(IntStream.range(0, 9).mapToObj(i -> line(i, 1, "GET /new", 200)).toList());

    assertThat(look.compared()).isZero();
    assertThat(look.worse()).isEmpty();
  }

  private SteadyLook look(List<ReplayLine> round) throws IOException {
    Baseline baseline =
        new MadeUpBaseline()
            .with("GET /x", 300, 3, Duration.ofMillis(40))
            .with("GET /other", 300, 0, Duration.ofSeconds(1))
            .in(data);
    return SteadyLook.of(
        new StoredBaseline("normal", baseline, SteadyState.DEFAULT.limits()), round);
  }

  private static List<ReplayLine> round(int count, IntUnaryOperator millis, int status) {
    return IntStream.range(0, count)
        .mapToObj(i -> line(i, millis.applyAsInt(i), "GET /x", status))
        .toList();
  }

  private static ReplayLine line(int number, long millis, String operation, int status) {
    long intended = number * 20_000_000L;
    return new ReplayLine(
        number + 1,
        1,
        new TraceId(1, number + 1),
        new TraceId(2, number + 1),
        new SpanId(1),
        "service-a",
        operation,
        new ReplayLine.Moments(intended, intended, intended, intended + millis * 1_000_000),
        status,
        null,
        0,
        null);
  }
}
