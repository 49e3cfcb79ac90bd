package io.spanline.experiments.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.experiments.compare.RateChange.Rate;
import org.junit.jupiter.api.Test;

class ShowableRatesTest {
  private static final double TAIL = 0.001;

  @Test
  void noErrorsCanShowNothing() {
    assertThat(rates(0, 0).canBeShown(TAIL)).isFalse();
  }

  @Test
  void aFewErrorsCanShowNothingWhereverTheyStand() {
    assertThat(rates(1, 2).canBeShown(TAIL)).isFalse();
  }

  @Test
  void manyErrorsCouldShowADifferenceThoughTheyStandEvenly() {
    assertThat(rates(15, 15).canBeShown(TAIL)).isTrue();
    assertThat(rates(15, 15).isShown(TAIL)).isFalse();
  }

  @Test
  void errorsOfAllRequestsCanShowNothing() {
    assertThat(rates(100, 100).canBeShown(TAIL)).isFalse();
  }

  private static RateChange rates(long before, long after) {
    return new RateChange(new Rate(100, before), new Rate(100, after));
  }
}
