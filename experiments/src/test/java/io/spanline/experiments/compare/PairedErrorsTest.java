package io.spanline.experiments.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedErrorsTest {
  private static final double TAIL = 0.025;

  /**
   * The two trials of Fagerland, Lydersen and Laake (2013): 1 and 7 of 21, 6 and 16 of 161. The
   * paper's two-sided exact p is 0.070 and 0.052, twice of these.
   */
  @ParameterizedTest
  @CsvSource({"21, 1, 7, 1, 0.0703", "161, 6, 16, 59, 0.0525"})
  void theTestIsMcNemars(long pairs, long onlyBefore, long onlyAfter, long both, double p) {
    PairedErrors errors = unordered(pairs, onlyBefore, onlyAfter, both);

    assertThat(2 * errors.chance(onlyAfter)).isCloseTo(p, within(0.00005));
    assertThat(errors.isShown(TAIL)).isFalse();
    assertThat(errors.isShown(TAIL + 0.0125)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "100, 0, 20, 0, WORSE",
    "100, 20, 0, 0, BETTER",
    "1000, 0, 0, 0, SAME",
    "1000, 0, 0, 1000, SAME",
    "50, 0, 0, 0, UNCLEAR",
    "50, 2, 3, 0, UNCLEAR",
    "5, 0, 5, 0, TOO_LITTLE_DATA",
    "5, 0, 0, 5, TOO_LITTLE_DATA",
    // Shown, but by less than two points.
    "1000, 0, 10, 0, SAME"
  })
  void saysWhatTheFlipsShow(long pairs, long onlyBefore, long onlyAfter, long both, Word expected) {
    PairedErrors errors = unordered(pairs, onlyBefore, onlyAfter, both);

    assertThat(errors.word(Limits.DEFAULT, TAIL)).isEqualTo(expected);
  }

  @Test
  void theBoundsHoldNoChangeUnlessTheTestShowsOne() {
    for (int flips = 0; flips <= 12; flips++) {
      for (int worse = 0; worse <= flips; worse++) {
        PairedErrors errors = unordered(40, flips - worse, worse, 3);

        Bounds bounds = errors.difference(TAIL);

        boolean isZeroInside = bounds.low() < 0 && bounds.high() > 0;
        assertThat(isZeroInside || flips == 0).isEqualTo(!errors.isShown(TAIL));
        assertThat(errors.after() - errors.before())
            .isBetween(bounds.low() - 1e-6, bounds.high() + 1e-6);
      }
    }
  }

  @Test
  void countsOnlyIfEnoughRequestsFlipped() {
    assertThat(unordered(1000, 2, 3, 0).canBeShown(TAIL)).isFalse();
    assertThat(unordered(1000, 3, 3, 0).canBeShown(TAIL)).isTrue();
  }

  /** An ulp, which another library's logarithm may have, decides nothing. */
  @Test
  void decidesByRoundedFigures() {
    PairedErrors errors = unordered(100, 0, 10, 0);
    double tail = Math.nextDown(StrictMath.pow(2, -10));

    assertThat(errors.isShown(tail)).isTrue();
    assertThat(errors.difference(tail).low()).isNotNegative();
  }

  /** A difference as large as half the interval of the blocks, but for an ulp. */
  @Test
  void holdsRoundedFiguresAgainstTheBlocks() {
    Spread blocks = new Spread(4, 0.1, 0.0001);
    double scale = 0.1 / blocks.half(TAIL);
    Spread asWide = new Spread(4, 0.1, Math.nextDown(0.0001 * scale * scale * (1 - 1e-12)));

    assertThat(asWide.half(TAIL)).isLessThan(0.1);
    assertThat(new PairedErrors(100, 0, 10, 0, asWide).isShown(TAIL)).isFalse();
  }

  /** Ten failures of one stall are no more than one; ten all over the run are ten. */
  @Test
  void aStallIsNotShown() {
    assertThat(PairedErrors.of(failing(40, 50)).isShown(TAIL)).isFalse();
    assertThat(PairedErrors.of(failing(0, 10)).isShown(TAIL)).isFalse();
    List<CasePair> allOver = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      allOver.addAll(failing(0, 1).subList(0, 20));
    }
    assertThat(PairedErrors.of(allOver).isShown(TAIL)).isTrue();
  }

  /** Two hundred pairs, of which some fail on the second side. */
  private static List<CasePair> failing(int from, int to) {
    List<CasePair> pairs = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      pairs.add(
          new CasePair(
              new CasePair.Answer(1L, 200, null),
              new CasePair.Answer(1L, i >= from && i < to ? 500 : 200, null)));
    }
    return pairs;
  }

  private static PairedErrors unordered(long pairs, long onlyBefore, long onlyAfter, long both) {
    return new PairedErrors(pairs, onlyBefore, onlyAfter, both, Spread.NONE);
  }
}
