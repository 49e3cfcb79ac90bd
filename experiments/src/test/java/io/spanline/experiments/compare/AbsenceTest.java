package io.spanline.experiments.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AbsenceTest {
  private static final double TAIL = 0.01;

  /** An operation of which one request comes in a run is on one side only in half of all runs. */
  @Test
  void aFewRequestsMayFallOnOneSideByChance() {
    assertThat(new Absence(1, 300, 300).word(Word.GONE, TAIL)).isEqualTo(Word.TOO_LITTLE_DATA);
    assertThat(new Absence(6, 300, 300).word(Word.GONE, TAIL)).isEqualTo(Word.TOO_LITTLE_DATA);
    assertThat(new Absence(7, 300, 300).word(Word.GONE, TAIL)).isEqualTo(Word.GONE);
  }

  @Test
  void fewAreExpectedOnASmallSide() {
    assertThat(new Absence(20, 9_000, 100).word(Word.GONE, TAIL)).isEqualTo(Word.TOO_LITTLE_DATA);
  }

  @Test
  void ofAnEmptySideEverythingIsGone() {
    assertThat(new Absence(1, 300, 0).word(Word.GONE, TAIL)).isEqualTo(Word.GONE);
  }
}
