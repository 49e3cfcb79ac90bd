package io.spanline.bench.examine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TimeFiguresTest {
  @Test
  void quantilesAreOfTheNearestRank() {
    assertThat(TimeFigures.of(List.of(7L))).isEqualTo(new TimeFigures(1, 7, 7, 7, 7, 7));
    assertThat(TimeFigures.of(LongStream.rangeClosed(1, 100).boxed().toList()))
        .isEqualTo(new TimeFigures(100, 1, 100, 5050, 50, 95));
    assertThat(TimeFigures.of(List.of(4L, -1L, 3L, 2L)))
        .isEqualTo(new TimeFigures(4, -1, 4, 8, 2, 4));
  }

  @Test
  void nothingHasNone() {
    assertThat(TimeFigures.of(List.of())).isEqualTo(TimeFigures.NONE);
  }
}
