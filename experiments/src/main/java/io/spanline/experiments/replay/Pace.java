package io.spanline.experiments.replay;

/** How the requests of a plan follow each other. */
public sealed interface Pace {
  /** When the n-th request of a plan is to be sent, after the first one. */
  long offsetNanos(ReplayPlan plan, int n);

  /**
   * The captured pace, n times as fast; a repetition begins the mean distance of two requests after
   * the last one of the round before, or 1 s if all were captured at once.
   *
   * @param factor from 0.1 to 100
   */
  record Speed(double factor) implements Pace {
    public Speed {
      if (!(factor >= 0.1 && factor <= 100)) {
        throw new IllegalArgumentException("speed must be from 0.1 to 100, was " + factor);
      }
    }

    @Override
    public long offsetNanos(ReplayPlan plan, int n) {
      int size = plan.cases().size();
      long first = plan.of(0).startNanos();
      long span = plan.of(size - 1).startNanos() - first;
      long round = span == 0 ? 1_000_000_000 : span + span / (size - 1);
      int repetition = n / size;
      return Math.round((repetition * round + plan.of(n).startNanos() - first) / factor);
    }
  }

  /**
   * An even rate.
   *
   * @param perSecond requests
   */
  record Rate(double perSecond) implements Pace {
    public Rate {
      if (!(perSecond > 0 && perSecond <= 100_000)) {
        throw new IllegalArgumentException(
            "rate must be above 0 and at most 100000 requests a second, was " + perSecond);
      }
    }

    @Override
    public long offsetNanos(ReplayPlan plan, int n) {
      return Math.round(n * 1e9 / perSecond);
    }
  }
}
