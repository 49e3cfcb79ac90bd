package io.spanline.experiments.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spanline.experiments.compare.CasePair.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairedLatencyTest {
  private static final double TAIL = 0.005;
  private static final int N = 200;
  private static final Millis CALM = Millis.around(50, N, 1);

  @Test
  void theCentreIsThatOfTheRatios() {
    PairedLatency change = pairs(CALM, CALM.times(2));

    assertThat(change.before()).isCloseTo(49.4e6, within(2e6));
    assertThat(change.after()).isCloseTo(2 * change.before(), within(1.0));
    assertThat(change.shown(TAIL).change()).isEqualByComparingTo("2");
    assertThat(change.word(Limits.DEFAULT, TAIL)).isEqualTo(Word.WORSE);
  }

  /** Requests of 1 ms to 20 s, each a third slower: side by side the two lists hardly differ. */
  @Test
  void seesWhatRequestsOfManyKindsHide() {
    Millis kinds = Millis.each(1, N).times(100);
    Millis slower = kinds.times(1.3).plus(Millis.around(1, N, 2));

    assertThat(pairs(kinds, slower).word(Limits.DEFAULT, TAIL)).isEqualTo(Word.WORSE);
    assertThat(new LatencyChange(kinds.sample(), slower.sample(), 0.5).word(Limits.DEFAULT, TAIL))
        .isEqualTo(Word.UNCLEAR);
  }

  /**
   * Of 20 requests nine go from 1 to 2 ms, eleven from 100 to 101: the centre of the ratios is 1.4,
   * but 1.4 times the median, 40 ms more, is what no request had.
   */
  @Test
  void theDifferenceIsThatOfTheRequests() {
    assertThat(pairs(kinds(1, 100), kinds(2, 101)).word(Limits.DEFAULT, TAIL)).isEqualTo(Word.SAME);
  }

  private static Millis kinds(double fast, double slow) {
    Millis all = Millis.all(fast, 0);
    for (int i = 0; i < N / 20; i++) {
      all = all.then(Millis.all(fast, 9)).then(Millis.all(slow, 11));
    }
    return all;
  }

  @Test
  void equalRunsAreTheSame() {
    assertThat(pairs(CALM, Millis.around(50, N, 3)).word(Limits.DEFAULT, TAIL))
        .isEqualTo(Word.SAME);
    assertThat(pairs(CALM, CALM).word(Limits.DEFAULT, TAIL)).isEqualTo(Word.SAME);
  }

  @Test
  void aColdRunIsNotWorse() {
    PairedLatency change = pairs(CALM, CALM.cold(20));

    assertThat(change.isShown(TAIL)).isFalse();
  }

  /** A third of the run stalls: the requests are not independent, and the blocks say so. */
  @Test
  void aStallOfAStretchIsNotShown() {
    PairedLatency change = pairs(CALM, CALM.cold(N / 3));

    assertThat(change.word(Limits.DEFAULT, TAIL)).isNotEqualTo(Word.WORSE);
  }

  @Test
  void fewAreTooLittle() {
    PairedLatency change = pairs(Millis.all(20, 5), Millis.all(220, 5));

    assertThat(change.word(Limits.DEFAULT, TAIL)).isEqualTo(Word.TOO_LITTLE_DATA);
    assertThat(change.needed(TAIL)).isEqualTo(Block.LEAST_IN_ORDER);
    assertThat(change.canBeShown(TAIL)).isFalse();
  }

  @Test
  void aConstantHasAnIntervalOfNoWidth() {
    PairedLatency change = pairs(Millis.all(20, 40), Millis.all(220, 40));

    assertThat(change.word(Limits.DEFAULT, TAIL)).isEqualTo(Word.WORSE);
    assertThat(change.shown(TAIL).changeLow()).isEqualByComparingTo("11");
    assertThat(change.shown(TAIL).changeHigh()).isEqualByComparingTo("11");
  }

  @Test
  void aRequestThatFailedHasNoTime() {
    List<CasePair> failed = new ArrayList<>();
    for (int i = 0; i < N; i++) {
      failed.add(new CasePair(answer(1_000_000, 200), answer(9_000_000, 503)));
    }

    assertThat(PairedLatency.of(failed)).isNull();
  }

  private static PairedLatency pairs(Millis before, Millis after) {
    List<CasePair> pairs = new ArrayList<>();
    for (int i = 0; i < before.nanos().length; i++) {
      pairs.add(new CasePair(answer(before.nanos()[i], 200), answer(after.nanos()[i], 200)));
    }
    PairedLatency change = PairedLatency.of(pairs);
    assertThat(change).isNotNull();
    return change;
  }

  private static Answer answer(long nanos, int status) {
    return new Answer(nanos, status, null);
  }
}
