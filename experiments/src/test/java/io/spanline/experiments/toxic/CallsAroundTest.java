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
          new ToxicTime(EPOCH.plusMillis(1000), EPOCH.plusMillis(1010), EPOCH.plusMillis(2000)),
          Duration.ofMillis(500));

  @Test
  void countsEachCallInThePeriodThatItWasUnderWayIn() {
    call(600, 20);
    call(700, 20);
    call(1020, 220);
    call(1990, 220);
    call(2300, 20);

    assertThat(calls.of(Period.BEFORE).count()).isEqualTo(2);
    assertThat(calls.of(Period.DURING).count()).isEqualTo(2);
    assertThat(calls.of(Period.AFTER).count()).isEqualTo(1);
    assertThat(calls.of(Period.DURING).client().quantileNanos(0.5)).isEqualTo(220_000_000);
    assertThat(calls.of(Period.DURING).unanswered()).isEqualTo(2);
  }

  @Test
  void leavesOutWhatWasUnderWayAsTheToxicCame() {
    call(990, 20);
    call(1005, 20);

    assertThat(calls.of(Period.BEFORE).count()).isZero();
    assertThat(calls.of(Period.DURING).count()).isZero();
  }

  @Test
  void leavesOutWhatIsFarFromTheToxic() {
    call(400, 20);
    call(2500, 20);

    assertThat(calls.of(Period.BEFORE).count()).isZero();
    assertThat(calls.of(Period.AFTER).count()).isZero();
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
