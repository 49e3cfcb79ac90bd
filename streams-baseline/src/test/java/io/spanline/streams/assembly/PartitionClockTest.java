package io.spanline.streams.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartitionClockTest {
  private static final long TEN_O_CLOCK = 36_000_000;

  private long nanoTime;
  private final PartitionClock clock = new PartitionClock(TEN_O_CLOCK, () -> nanoTime);

  @Test
  void goesByTheHighestTimestamp() {
    clock.record(TEN_O_CLOCK + 500);
    clock.record(TEN_O_CLOCK + 200);

    assertThat(clock.now()).isEqualTo(TEN_O_CLOCK + 500);
  }

  @Test
  void countsTheTimeSinceTheLastRecordOnceASecondWasQuiet() {
    clock.record(TEN_O_CLOCK);

    passCaughtUp(900);
    assertThat(clock.now()).isEqualTo(TEN_O_CLOCK);
    passCaughtUp(300);

    assertThat(clock.now()).isEqualTo(TEN_O_CLOCK + 1_200);
  }

  @Test
  void countsNothingWhileItLags() {
    clock.record(TEN_O_CLOCK);
    for (int i = 0; i < 100; i++) {
      nanoTime += 100_000_000L;
      clock.lags();
    }

    passCaughtUp(1_500);

    assertThat(clock.now()).isEqualTo(TEN_O_CLOCK + 1_500);
  }

  @Test
  void countsALongStepAsASecond() {
    clock.record(TEN_O_CLOCK);
    nanoTime += 60_000_000_000L;

    clock.idles();

    assertThat(clock.now()).isEqualTo(TEN_O_CLOCK + 1_000);
  }

  @Test
  void goesToTheWallClockLessASecondWhereNothingWaitsAndItIsQuiet() {
    passCaughtUp(900);
    clock.holdsNothing(TEN_O_CLOCK + 100_000);
    assertThat(clock.now()).isEqualTo(TEN_O_CLOCK);
    passCaughtUp(200);

    clock.holdsNothing(TEN_O_CLOCK + 100_000);

    assertThat(clock.now()).isEqualTo(TEN_O_CLOCK + 99_000);
  }

  @Test
  void neverGoesBack() {
    passCaughtUp(1_100);
    clock.holdsNothing(TEN_O_CLOCK - 100_000);
    clock.record(TEN_O_CLOCK - 100_000);

    assertThat(clock.now()).isEqualTo(TEN_O_CLOCK + 1_100);
  }

  @Test
  void believesNoTimestampThatIsAheadOfTheWallClock() {
    assertThat(PartitionClock.plausible(TEN_O_CLOCK - 5, TEN_O_CLOCK)).isEqualTo(TEN_O_CLOCK - 5);
    assertThat(PartitionClock.plausible(TEN_O_CLOCK + 3_600_000, TEN_O_CLOCK))
        .isEqualTo(TEN_O_CLOCK + 1_000);
  }

  private void passCaughtUp(long millis) {
    for (long left = millis; left > 0; left -= 100) {
      nanoTime += 100_000_000L;
      clock.idles();
    }
  }
}
