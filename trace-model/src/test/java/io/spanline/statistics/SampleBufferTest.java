package io.spanline.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleBufferTest {
  private static final int MOST = 2_000;

  /** Of so many bits that all, some or none of the samples are ints. */
  @ParameterizedTest
  @ValueSource(ints = {8, 31, 32, 33, 34, 64})
  void givesBackInOrderWhatCame(int bits) {
    Random random = new Random(bits);
    for (int number = 1; number <= MOST; number += 97) {
      SampleBuffer buffer = new SampleBuffer(MOST);
      long[] came = random.longs(number).map(sample -> sample >> (64 - bits)).toArray();
      for (int i = 0; i < number; i++) {
        buffer.add(came[i]);
        if (random.nextInt(200) == 0) {
          buffer.sort();
        }
      }
      assertHolds(buffer, came);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1L << 31, -(1L << 31) - 1})
  void addsTheSamplesOfAnother(long sample) {
    SampleBuffer one = new SampleBuffer(MOST);
    one.add(5);
    SampleBuffer other = new SampleBuffer(MOST);
    other.add(7);
    other.add(sample);

    one.addAll(other);

    assertHolds(one, 5, 7, sample);
    assertHolds(other, 7, sample);
    other.addAll(one);
    assertHolds(other, 7, sample, 5, 7, sample);
  }

  @Test
  void knowsItsBoundAndCanBeFilledAgain() {
    SampleBuffer buffer = new SampleBuffer(3);
    buffer.fill(new long[] {1, 2, 9}, 2);
    assertThat(buffer.hasRoom(1)).isTrue();
    assertThat(buffer.hasRoom(2)).isFalse();

    buffer.clear();
    buffer.add(4);

    assertHolds(buffer, 4);
  }

  private static void assertHolds(SampleBuffer buffer, long... came) {
    long[] sorted = came.clone();
    Arrays.sort(sorted);
    assertThat(Arrays.copyOf(buffer.sorted(), buffer.size())).isEqualTo(sorted);
    buffer.sort();
    for (int i = 0; i < came.length; i++) {
      assertThat(buffer.at(i)).isEqualTo(sorted[i]);
    }
  }
}
