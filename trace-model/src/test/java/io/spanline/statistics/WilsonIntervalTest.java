package io.spanline.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WilsonIntervalTest {
  /** Newcombe, Statistics in Medicine 17 (1998) 857, table I, method 3; and z²/(n + z²). */
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0.0000, 0.1611",
    "1, 29, 0.0061, 0.1718", "0, 100, 0.0000, 0.0370", "0, 1000, 0.0000, 0.0038"
  })
  void isThatOfTheLiterature(long counted, long of, double low, double high) {
    WilsonInterval interval = WilsonInterval.of(counted, of);

    assertThat(interval.low()).isCloseTo(low, within(0.00005));
    assertThat(interval.high()).isCloseTo(high, within(0.00005));
  }

  @Test
  void isTheSameFromTheOtherEnd() {
    WilsonInterval few = WilsonInterval.of(7, 90);
    WilsonInterval many = WilsonInterval.of(83, 90);

    assertThat(many.low()).isCloseTo(1 - few.high(), within(1e-12));
    assertThat(many.high()).isCloseTo(1 - few.low(), within(1e-12));
    assertThat(WilsonInterval.of(5, 5).high()).isEqualTo(1);
    assertThat(WilsonInterval.of(0, 5).low()).isEqualTo(0);
  }

  @Test
  void coversTheTruthInNineteenOfTwentyCases() {
    Random random = new Random(7);
    int covered = 0;
    for (int trial = 0; trial < 5_000; trial++) {
      long errors = random.doubles(150).filter(x -> x < 0.1).count();
      WilsonInterval interval = WilsonInterval.of(errors, 150);
      covered += interval.low() <= 0.1 && 0.1 <= interval.high() ? 1 : 0;
    }

    assertThat(covered / 5_000.0).isBetween(0.94, 0.965);
  }

  @Test
  void refusesMoreThanAll() {
    assertThatThrownBy(() -> WilsonInterval.of(3, 2)).hasMessageContaining("was 3 of 2");
    assertThatThrownBy(() -> WilsonInterval.of(0, 0)).hasMessageContaining("was 0 of 0");
  }
}
