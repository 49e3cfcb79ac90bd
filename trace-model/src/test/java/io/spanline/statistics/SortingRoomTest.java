package io.spanline.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortingRoomTest {
  private final SortingRoom room = SortingRoom.ofThread();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 8, 9, 31, 32, 33, 63, 64})
  void sortsSamplesOfAnyWidthAndSign(int bits) {
    Random random = new Random(bits);
    long[] samples = random.longs(5_000).map(each -> bits == 0 ? 7 : each >> 64 - bits).toArray();
    long[] sorted = samples.clone();
    Arrays.sort(sorted);

    room.sort(samples, samples.length);

    assertThat(samples).isEqualTo(sorted);
  }

  @Test
  void sortsTheFirstOnlyAndTheExtremes() {
    long[] samples = {Long.MAX_VALUE, 0, Long.MIN_VALUE, -1, 5, 4};

    room.sort(samples, 4);

    assertThat(samples).containsExactly(Long.MIN_VALUE, -1, 0, Long.MAX_VALUE, 5, 4);
  }
}
