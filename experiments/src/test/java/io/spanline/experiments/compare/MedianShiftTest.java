package io.spanline.experiments.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MedianShiftTest {
  private static final int TRIALS = 400;

  @Test
  void isTheDifferenceOfTheMedians() {
    Shift shift = MedianShift.of(millis(5, 11), millis(205, 11));

    assertThat(shift.centre()).isEqualByComparingTo("200");
    assertThat(shift.isAboveZero()).isTrue();
    assertThat(shift.low()).isLessThan(shift.centre());
    assertThat(shift.high()).isGreaterThan(shift.centre());
  }

  /** Five calls may all lie on one side of the median, one time in 32. */
  @Test
  void aFewCallsShowNothing() {
    assertThat(MedianShift.of(millis(5, 5), millis(205, 5)).isAboveZero()).isFalse();
    assertThat(MedianShift.of(millis(5, 5), millis(205, 5)).low()).isNull();
  }

  @Test
  void blocksThatDifferWidenTheInterval() {
    List<List<Long>> before = List.of(millis(5, 50), millis(5, 50), millis(5, 50));

    Shift alike =
        MedianShift.ofBlocks(before, List.of(millis(105, 50), millis(105, 50), millis(105, 50)));
    Shift unlike =
        MedianShift.ofBlocks(before, List.of(millis(55, 50), millis(105, 50), millis(155, 50)));

    assertThat(alike.isAboveZero()).isTrue();
    assertThat(unlike.centre()).isEqualByComparingTo(alike.centre());
    assertThat(unlike.isAboveZero()).isFalse();
  }

  @Test
  void equalCallsAreSeldomShownToDiffer() {
    Random random = new Random(3);

    long shown =
        LongStream.range(0, TRIALS)
            .filter(trial -> MedianShift.of(noise(random), noise(random)).isAboveZero())
            .count();

    assertThat(shown).isLessThan((long) (0.04 * TRIALS));
  }

  /** Calls of a round that share what disturbs it tell as much as one call. */
  @Test
  void roundsThatDifferByThemselvesAreSeldomShownToDiffer() {
    Random random = new Random(4);
    int shown = 0;

    for (int trial = 0; trial < TRIALS; trial++) {
      List<List<Long>> before = LongStream.range(0, 4).mapToObj(i -> round(random)).toList();
      List<List<Long>> after = LongStream.range(0, 4).mapToObj(i -> round(random)).toList();
      shown += MedianShift.ofBlocks(before, after).isAboveZero() ? 1 : 0;
    }

    assertThat(shown).isLessThan((int) (0.04 * TRIALS));
  }

  private static List<Long> round(Random random) {
    long all = (long) (10e6 * random.nextGaussian());
    return noise(random).stream().map(each -> each + all).toList();
  }

  private static List<Long> noise(Random random) {
    return LongStream.range(0, 40)
        .mapToObj(i -> (Long) (long) (20e6 + 1e6 * random.nextGaussian()))
        .map(Objects::requireNonNull)
        .toList();
  }

  /** Around so many, a microsecond apart. */
  private static List<Long> millis(long centre, int count) {
    return LongStream.range(0, count)
        .mapToObj(i -> centre * 1_000_000 + (i - count / 2) * 1_000)
        .toList();
  }
}
