package io.spanline.experiments.toxic;

import static io.spanline.model.Spans.EPOCH;
import static io.spanline.model.Spans.ms;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.experiments.toxic.CallsAround.Period;
import io.spanline.experiments.toxic.CallsAround.ToxicTime;
import io.spanline.model.Spans;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallsAroundTest {
  private final CallsAround calls =
      new CallsAround(
          new ToxicTime(
              EPOCH.plusMillis(500),
              EPOCH.plusMillis(1000),
              EPOCH.plusMillis(1010),
              EPOCH.plusMillis(2000),
              EPOCH.plusMillis(2500),
              EPOCH.plusMillis(2450)));

  @Test
  void countsEachCallInThePeriodThatItWasUnderWayIn() {
    call(600, 20);
    call(700, 20);
    call(1020, 220);
    call(1990, 220);
    call(2300, 20);

    assertThat(number(Period.BEFORE)).isEqualTo(2);
    assertThat(number(Period.DURING)).isEqualTo(2);
    assertThat(number(Period.AFTER)).isEqualTo(1);
    assertThat(calls.of(Period.DURING))
        .hasValueSatisfying(
            edge -> {
              assertThat(edge.client()).isNotNull();
              assertThat(edge.client().p50().value()).isEqualTo(ms(220));
              assertThat(edge.unanswered()).isEqualTo(2);
            });
  }

  @Test
  void leavesOutWhatWasUnderWayAsTheToxicCame() {
    call(990, 20);
    call(1005, 20);

    assertThat(number(Period.BEFORE)).isZero();
    assertThat(number(Period.DURING)).isZero();
  }

  @Test
  void leavesOutWhatIsFarFromTheToxic() {
    call(400, 20);
    call(2500, 20);

    assertThat(number(Period.BEFORE)).isZero();
    assertThat(number(Period.AFTER)).isZero();
  }

  @Test
  void leavesOutWhatWasUnderWayAsTheNextToxicCame() {
    call(2300, 100);
    call(2440, 20);
    call(2460, 20);

    assertThat(number(Period.AFTER)).isEqualTo(1);
  }

  private long number(Period period) {
    return calls.of(period).map(edge -> edge.errors().of()).orElse(0L);
  }

  private void call(long startMillis, long millis) {
    Spans.exit("a")
        .withId("x")
        .startingAfter(Duration.ofMillis(startMillis))
        .took(ms(millis))
        .inTrace("t")
        .trace()
        .calls()
        .forEach(calls::add);
  }
}
