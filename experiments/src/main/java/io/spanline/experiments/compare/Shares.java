package io.spanline.experiments.compare;

import io.spanline.experiments.compare.RateChange.Rate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a share rose from some rounds to others by more than chance explains. */
public final class Shares {
  private static final double TAIL = 0.025;

  private Shares() {}

  /** A part of what a round had, which may be nothing. */
  public record Share(long of, long part) {}

  /** With 2.5 %, by an interval that is at least as wide as rounds differ ({@link RateChange}). */
  public static boolean isMore(List<Share> before, List<Share> after) {
    Rate ofBefore = rate(before);
    Rate ofAfter = rate(after);
    return ofBefore != null
        && ofAfter != null
        && ofAfter.value() > ofBefore.value()
        && new RateChange(ofBefore, ofAfter, spread(before), spread(after)).isShown(TAIL);
  }

  private static @Nullable Rate rate(List<Share> rounds) {
    long of = rounds.stream().mapToLong(Share::of).sum();
    return of == 0 ? null : new Rate(of, rounds.stream().mapToLong(Share::part).sum());
  }

  private static Spread spread(List<Share> rounds) {
    return Spread.of(
        rounds.stream()
            .filter(round -> round.of() > 0)
            .mapToDouble(round -> (double) round.part() / round.of())
            .toArray());
  }
}
