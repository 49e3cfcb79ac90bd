package io.spanline.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantileTest {

  @ParameterizedTest
  @CsvSource({
    "1, 0.5, 1", "1, 0.95, 1", "2, 0.5, 1", "3, 0.5, 2", "20, 0.95, 19",
    "21, 0.95, 20", "100, 0.95, 95", "100, 1, 100", "1000, 0.001, 1", "40, 0.35, 14"
  })
  void takesTheRankThatIsTheProductRoundedUp(int n, double q, int rank) {
    assertThat(Quantile.rank(n, q)).isEqualTo(rank);
  }

  @Test
  void refusesToInventAQuantileOfNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Quantile.nearestRank(new long[0], 0.5))
        .withMessageContaining("needs a sample");
  }

  @ParameterizedTest
  @CsvSource({"0", "-0.1", "1.01", "NaN"})
  void refusesWhatIsNoQuantile(double q) {
    assertThatIllegalArgumentException().isThrownBy(() -> Quantile.rank(10, q));
  }

  @Test
  void isRoundedHalfEven() {
    assertThat(Mean.ofNanos(new long[] {1, 2})).isEqualTo(2);
    assertThat(Mean.ofNanos(new long[] {2, 3})).isEqualTo(2);
    assertThat(Mean.ofNanos(new long[] {-1, -2})).isEqualTo(-2);
    assertThat(Mean.ofNanos(new long[] {1, 1, 2})).isEqualTo(1);
  }

  @Test
  void isExactWhereTheSumIsBeyondALong() {
    long most = Long.MAX_VALUE;

    assertThat(Mean.ofNanos(new long[] {most, most, most - 3})).isEqualTo(most - 1);
    assertThat(Mean.ofNanos(new long[] {Long.MIN_VALUE, Long.MIN_VALUE})).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void needsASample() {
    assertThatThrownBy(() -> Mean.ofNanos(new long[0])).hasMessageContaining("there is none");
  }
}
