package io.spanline.captures.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.topic.TraceJson;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MillisTextTest {
  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        1,
        -1,
        999,
        1_000,
        -1_000,
        1_001,
        2_000,
        100_000,
        999_999,
        1_000_000,
        -3_424_831,
        9_999_999_999_999L,
        -9_999_999_999_999L,
        10_000_000_000_000L,
        Long.MAX_VALUE,
        Long.MIN_VALUE
      })
  void isThatOfTheDoubleAtTheEdges(long nanos) {
    assertThat(MillisText.of(nanos)).isEqualTo(Double.toString(TraceJson.millis(nanos)));
  }

  @Test
  void isThatOfTheDoubleForTimesOfEverySize() {
    Random random = new Random(11);
    for (int i = 0; i < 400_000; i++) {
      long nanos = random.nextLong() >> (i % Long.SIZE);
      long round = nanos / 1_000 * 1_000;

      assertThat(MillisText.of(nanos)).isEqualTo(Double.toString(TraceJson.millis(nanos)));
      assertThat(MillisText.of(round)).isEqualTo(Double.toString(TraceJson.millis(round)));
    }
  }
}
