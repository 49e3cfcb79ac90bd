package io.spanline.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MeanTest {
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
