package io.spanline.experiments.experiment.run;

import io.spanline.experiments.replay.Pace;
import io.spanline.experiments.replay.ReplayCase;
import io.spanline.experiments.replay.ReplayPlan;
import io.spanline.experiments.replay.Route;
import io.spanline.model.TraceId;
import io.spanline.topic.Replayability;
import io.spanline.traffic.Mix;
import io.spanline.traffic.RequestKind;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes a round of the requests that the shop takes, the same ones for equal numbers of them. */
public final class ShopRound {
  private static final long SEED = 1;

  private ShopRound() {}

  /**
   * Kinds and shares are those of {@code ./spanline traffic}, without those that change something:
   * an order that is placed stays placed. Cases are called trace 1, 2 and so on.
   *
   * @param serviceA base URL
   */
  public static ReplayPlan of(int requests, double perSecond, URI serviceA) {
    Map<RequestKind, Integer> safe = new EnumMap<>(Mix.ALL_KINDS.weights());
    safe.keySet().removeIf(kind -> !Replayability.SAFE.contains(kind.method()));
    List<ReplayCase> cases = new ArrayList<>();
    for (RequestKind kind : new Mix(safe).deal(requests, SEED)) {
      int number = cases.size() + 1;
      RequestKind.EntrySpan entry = kind.entrySpans().get(0);
      Route route = new Route(entry.service(), entry.operation(), kind.method(), serviceA, null);
      cases.add(
          new ReplayCase(
              number, new TraceId(0, number), number, route, kind.path(number), Map.of(), 0));
    }
    return new ReplayPlan(cases, 1, new Pace.Rate(perSecond), new TreeMap<>());
  }
}
