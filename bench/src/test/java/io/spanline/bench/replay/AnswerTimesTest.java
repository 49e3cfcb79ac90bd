package io.spanline.bench.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTimesTest {
  private static final long MILLI = 1_000_000;

  @Test
  void theSteadyOneAnswersAfterTwoMilliseconds() {
    assertThat(AnswerTimes.STEADY.answerNanos(9_700 * MILLI)).isEqualTo(9_702 * MILLI);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 2",
    "9497, 9499",
    "9498, 10000",
    "9700, 10000",
    "9997, 10000",
    "9998, 10000",
    "10001, 10003",
    "29600, 30000"
  })
  void theStallingOneAnswersNothingInTheLastHalfSecondOfTen(long arrived, long answered) {
    assertThat(AnswerTimes.STALLING.answerNanos(arrived * MILLI)).isEqualTo(answered * MILLI);
  }

  @Test
  void whoComesLaterIsNotAnsweredEarlier() {
    long before = 0;
    for (long arrived = 0; arrived < 21_000 * MILLI; arrived += 100_000) {
      long answered = AnswerTimes.STALLING.answerNanos(arrived);
      assertThat(answered).isGreaterThanOrEqualTo(before);
      before = answered;
    }
  }
}
