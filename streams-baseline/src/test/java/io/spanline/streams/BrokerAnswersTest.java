package io.spanline.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BrokerAnswersTest {
  private long nanoTime = -5_000_000_000L;
  private double answered = 7;
  private final BrokerAnswers answers = new BrokerAnswers(answered, nanoTime);

  @Test
  void knowsNothingBeforeTheFirstAnswer() {
    assertThat(looks()).isFalse();

    answered++;

    assertThat(looks()).isTrue();
  }

  @Test
  void holdsBetweenTwoAnswers() {
    answeredFor(Duration.ofSeconds(1));

    pass(BrokerAnswers.SILENCE);

    assertThat(looks()).isTrue();
  }

  @Test
  void endsOnceTheBrokerIsSilent() {
    answeredFor(Duration.ofSeconds(1));

    pass(BrokerAnswers.SILENCE.plusMillis(1));

    assertThat(looks()).isFalse();
  }

  @Test
  void isDoubtedForAWhileAfterASilence() {
    answeredFor(Duration.ofSeconds(1));
    pass(Duration.ofHours(1));

    assertThat(answeredFor(BrokerAnswers.DOUBT.minusMillis(100))).isFalse();
    assertThat(answeredFor(Duration.ofMillis(200))).isTrue();
  }

  @Test
  void isDoubtedAfterATimeInWhichNobodyLooked() {
    answeredFor(Duration.ofSeconds(1));

    pass(Duration.ofSeconds(15));
    answered++;

    assertThat(looks()).isFalse();
  }

  /** An answer at each tick of that time; what the last one said. */
  private boolean answeredFor(Duration time) {
    answered++;
    boolean last = looks();
    for (long left = time.toMillis(); left > 0; left -= 100) {
      pass(Duration.ofMillis(100));
      answered++;
      last = looks();
    }
    return last;
  }

  private boolean looks() {
    return answers.keepComing(answered, nanoTime);
  }

  private void pass(Duration time) {
    nanoTime += time.toNanos();
  }
}
