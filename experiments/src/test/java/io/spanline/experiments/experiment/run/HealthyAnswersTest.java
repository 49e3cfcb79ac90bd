package io.spanline.experiments.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.captures.replay.ReplayLine;
import io.spanline.captures.replay.ReplayLine.Moments;
import io.spanline.experiments.compare.Limits;
import io.spanline.experiments.replay.ReplayCase;
import io.spanline.experiments.replay.Route;
import io.spanline.experiments.replay.send.Answer;
import io.spanline.model.SpanId;
import io.spanline.model.TraceId;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** With limits of 1.2 times and 10 ms: what took 20 ms may take 34. */
class HealthyAnswersTest {
  private static final HealthyAnswers ROUND =
      new HealthyAnswers(
          List.of(line(1, 10, 200), line(2, 20, 200), line(3, 5, 404)), Limits.DEFAULT);

  @Test
  void anAnswerMayBeAsSlowAsItsOperationWas() {
    assertThat(ROUND.holds(request(1), answer(34, 200))).isTrue();
    assertThat(ROUND.holds(request(1), answer(35, 200))).isFalse();
  }

  /** Else one request of 2 s would hide any slowness for as long as the experiment lasts. */
  @Test
  void oneSlowAnswerOfTwentyIsNotUsual() {
    HealthyAnswers round =
        new HealthyAnswers(
            IntStream.rangeClosed(1, 20).mapToObj(i -> line(i, i == 7 ? 2000 : 20, 200)).toList(),
            Limits.DEFAULT);

    assertThat(round.holds(request(7), answer(34, 200))).isTrue();
    assertThat(round.holds(request(7), answer(220, 200))).isFalse();
  }

  /** Whatever was captured: an order may be gone by now. */
  @Test
  void anAnswerHasTheStatusClassThatItsCaseHad() {
    assertThat(ROUND.holds(request(3), answer(5, 404))).isTrue();
    assertThat(ROUND.holds(request(3), answer(5, 200))).isFalse();
    assertThat(ROUND.holds(request(1), answer(5, 503))).isFalse();
  }

  @Test
  void noAnswerIsNone() {
    assertThat(ROUND.holds(request(1), answer(5, null))).isFalse();
  }

  private static ReplayCase request(int line) {
    Route route = new Route("service-a", "GET /x", "GET", URI.create("http://127.0.0.1:1"), null);
    return new ReplayCase(line, new TraceId(0, line), 0, route, "/x", Map.of(), 200);
  }

  private static ReplayLine line(int line, long millis, int status) {
    return new ReplayLine(
        line,
        1,
        new TraceId(0, line),
        new TraceId(1, line),
        new SpanId(line),
        "service-a",
        "GET /x",
        moments(millis),
        status,
        null,
        0,
        null);
  }

  private static Answer answer(long millis, @Nullable Integer status) {
    return new Answer(moments(millis), status, status == null ? "reset" : null, null, 0);
  }

  private static Moments moments(long millis) {
    return new Moments(0, 0L, 0L, millis * 1_000_000);
  }
}
