package io.spanline.experiments.replay.send;

import io.spanline.experiments.replay.ReplayCase;
import io.spanline.experiments.replay.Route;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Compares the first answers of each route with those that were captured. */
final class StatusJudge {
  private static final int ANSWERS = 20;
  // More than 5 % of 20.
  private static final int MOST_DIFFERENT = 1;

  private final Map<Route, Beginning> routes = new HashMap<>();

  /** Takes an answer; true if its route's differ too often. */
  boolean differs(ReplayCase request, int status) {
    if (request.status() == 0) {
      return false;
    }
    Beginning beginning = routes.computeIfAbsent(request.route(), route -> new Beginning());
    if (beginning.answers < ANSWERS) {
      beginning.add(request.status(), status);
    }
    return beginning.different > MOST_DIFFERENT;
  }

  /** The sentence of a route that differs. */
  String why(Route route) {
    Beginning beginning = routes.get(route);
    if (beginning == null) {
      throw new IllegalArgumentException("no answers of route " + route);
    }
    Change change =
        beginning.changes.entrySet().stream()
            .max(Comparator.comparingInt(Map.Entry::getValue))
            .orElseThrow()
            .getKey();
    return "%s: %d then, %d now; a query, header or login is probably missing"
        .formatted(route, change.then(), change.now());
  }

  private record Change(int then, int now) {}

  private static final class Beginning {
    private final Map<Change, Integer> changes = new LinkedHashMap<>();
    private int answers;
    private int different;

    void add(int then, int now) {
      answers++;
      if (then / 100 != now / 100) {
        different++;
        changes.merge(new Change(then, now), 1, Integer::sum);
      }
    }
  }
}
