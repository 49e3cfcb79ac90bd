package io.spanline.experiments.compare;

import io.spanline.experiments.compare.CasePair.Answer;
import io.spanline.experiments.compare.PairedReplays.OfRoute;
import java.util.ArrayList;
import java.util.List;

/** Requests that both sides sent, in memory: for made-up sides. {@link Pairs} reads real ones. */
public final class RequestPairs {
  private final List<OfRoute> pairs = new ArrayList<>();

  /** What a side answered, with a status as in HTTP. */
  public record Reply(long nanos, int status) {
    private Answer answer() {
      return new Answer(nanos, status, null);
    }
  }

  /** Adds the next request of a service's operation. */
  public void add(String service, String operation, Reply before, Reply after) {
    CasePair pair = new CasePair(before.answer(), after.answer());
    pairs.add(new OfRoute(service, operation, pair));
  }

  /** Judges them as {@link Pairs} does. */
  public Comparison comparison(Limits limits) {
    return new PairJudgement(new PairedReplays(pairs, 0), limits).comparison();
  }
}
