package io.spanline.bench.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.bench.Median;
import io.spanline.bench.Quantiles;
import java.util.List;
import org.junit.jupiter.api.Test;

class MedianTest {
  @Test
  void isTheMiddleOneInWhateverOrderTheyCome() {
    assertThat(Median.of(List.of(9, 1, 4), Integer::doubleValue)).isEqualTo(4);
  }

  @Test
  void isTheMeanOfBothInTheMiddle() {
    assertThat(Median.of(List.of(9, 1, 4, 2), Integer::doubleValue)).isEqualTo(3);
  }

  @Test
  void eachQuantileOfSeveralRoundsHasItsOwn() {
    Quantiles median =
        Quantiles.median(
            List.of(
                new Quantiles(1, 30, 500), new Quantiles(2, 10, 300), new Quantiles(3, 20, 400)));

    assertThat(median).isEqualTo(new Quantiles(2, 20, 400));
  }
}
