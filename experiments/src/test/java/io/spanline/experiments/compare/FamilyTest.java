package io.spanline.experiments.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FamilyTest {
  /** Fifteen p-values of a trial: Benjamini and Hochberg (1995), section 3. */
  private static final List<PublishedChange> TRIAL =
      changes(
          0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
          0.5719, 0.6528, 0.7590, 1.0000);

  private static final double ALL = 0.05;

  /** The paper rejects the first four. */
  @Test
  void aListShowsWhatBenjaminiAndHochbergReject() {
    double tail = Family.ofList(TRIAL, ALL)[14];

    assertThat(tail).isCloseTo(ALL * 4 / 15, within(1e-12));
    assertThat(TRIAL.stream().filter(change -> change.isShown(tail)))
        .containsExactlyElementsOf(TRIAL.subList(0, 4));
  }

  @Test
  void aListShowsTheSameInAnyOrder() {
    List<PublishedChange> reversed =
        TRIAL.stream().sorted((a, b) -> Double.compare(b.p, a.p)).toList();

    assertThat(Family.ofList(reversed, ALL)).containsExactly(Family.ofList(TRIAL, ALL));
  }

  /** By Holm, as by Bonferroni, the same paper's values give three: 0.0095 is above 0.05 / 12. */
  @Test
  void aFewShowWhatHolmRejects() {
    double[] tails = Family.ofFew(TRIAL, ALL);

    for (int i = 0; i < tails.length; i++) {
      assertThat(TRIAL.get(i).isShown(tails[i])).isEqualTo(i < 3);
    }
    assertThat(tails[14]).isCloseTo(ALL / 12, within(1e-12));
  }

  /** 0.01, 0.02 and 0.03 each fall at 0.05 / 3, / 2 and / 1; Bonferroni would keep two. */
  @Test
  void eachThatIsShownLeavesItsShareToTheNext() {
    List<PublishedChange> few = changes(0.03, 0.02, 0.01);

    double[] tails = Family.ofFew(few, ALL);

    assertThat(tails).containsExactly(ALL, ALL / 2, ALL / 3);
  }

  /**
   * Tarone's rule (1990): at 0.05 / 3 only one of these could be shown, at 0.05 / 2 still one, so
   * the list is as long as one.
   */
  @Test
  void whatCannotBeShownDoesNotCount() {
    List<PublishedChange> list =
        List.of(
            new PublishedChange(0.04, 0.001),
            new PublishedChange(1, 0.2),
            new PublishedChange(1, 0.3));

    assertThat(Family.ofList(list, ALL)).containsOnly(ALL);
  }

  /**
   * At 0.05 / 3 two of these can be shown, so that two count; both are, at 0.05. What could be
   * shown at 0.05, and no shorter tail, did not count, so it is not shown either.
   */
  @Test
  void whatDoesNotCountIsNotShownAtALongerTail() {
    List<PublishedChange> list =
        List.of(
            new PublishedChange(0.001, 0.001),
            new PublishedChange(0.001, 0.001),
            new PublishedChange(0.03, 0.03));

    assertThat(Family.ofList(list, ALL)).containsExactly(ALL, ALL, ALL / 2);
  }

  @Test
  void nothingHasTheTailOfOne() {
    assertThat(Family.ofList(List.of(), ALL)).isEmpty();
    assertThat(Family.ofFew(List.of(), ALL)).isEmpty();
  }

  private static List<PublishedChange> changes(double... ps) {
    return Arrays.stream(ps).mapToObj(p -> new PublishedChange(p, 0)).toList();
  }

  /**
   * A change of which only a p-value is known.
   *
   * @param least p-value that it could have had
   */
  private record PublishedChange(double p, double least) implements Change {
    @Override
    public boolean isShown(double tail) {
      return p <= tail;
    }

    @Override
    public boolean canBeShown(double tail) {
      return least <= tail;
    }

    @Override
    public boolean isDecidable(double tail) {
      return canBeShown(tail);
    }

    @Override
    public Word word(Limits limits, double tail) {
      return isShown(tail) ? Word.WORSE : Word.UNCLEAR;
    }

    @Override
    public double before() {
      return 0;
    }

    @Override
    public double after() {
      return 1;
    }

    @Override
    public long needed(double tail) {
      return 1;
    }

    @Override
    public Shown shown(double tail) {
      return new Shown(null, null, null, null, null, null, null);
    }
  }
}
