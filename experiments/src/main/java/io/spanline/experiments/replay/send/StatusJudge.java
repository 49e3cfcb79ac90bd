package io.spanline.experiments.replay.send;

import io.spanline.experiments.replay.Route;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares the first answers of each route with those that were captured. */
final class StatusJudge {
  private static final int ANSWERS = 20;
  private static final double MOST_DIFFERENT = 0.05;

  private final Map<Route, Beginning> routes = new LinkedHashMap<>();

  /**
   * Takes what came of a request; one without an answer differs, one that was dropped does not
   * count.
   *
   * @return whether the first answers of its route differ too often
   */
  boolean differs(Outcome outcome) {
    int then = outcome.request().status();
    if (then == 0 || outcome.line().isDropped()) {
      return false;
    }
    Beginning beginning =
        routes.computeIfAbsent(outcome.request().route(), route -> new Beginning());
    if (beginning.answers < ANSWERS) {
      beginning.add(then, outcome.line().status(), outcome.line().error());
    }
    return beginning.different > MOST_DIFFERENT * ANSWERS;
  }

  /** The sentence of a route that differs. */
  String why(Route route) {
    Beginning beginning = routes.get(route);
    if (beginning == null) {
      throw new IllegalArgumentException("no answers of route " + route);
    }
    Change change = beginning.mostOften().getKey();
    String next =
        change.now() != null
            ? "; a query, header or login is probably missing: supply it with --requests,"
                + " or go on with --any-status"
            : "; is the target up? --any-status goes on in any case";
    return words(route, change) + next;
  }

  /** Why the first answers of all routes differ too often; null if they do not. */
  @Nullable String whyAll() {
    int answers = routes.values().stream().mapToInt(each -> each.answers).sum();
    int different = routes.values().stream().mapToInt(each -> each.different).sum();
    if (different <= MOST_DIFFERENT * answers) {
      return null;
    }
    Map.Entry<Route, Beginning> worst =
        routes.entrySet().stream()
            .filter(each -> each.getValue().different > 0)
            .max(Comparator.comparingInt(each -> each.getValue().mostOften().getValue()))
            .orElseThrow();
    return "%d of %d first answers are not of the captured status class; %s"
        .formatted(
            different, answers, words(worst.getKey(), worst.getValue().mostOften().getKey()));
  }

  private static String words(Route route, Change change) {
    return "%s of %s: %s".formatted(route, route.service(), change);
  }

  /** From the captured answer to a status, or to an error. */
  private record Change(int then, @Nullable Integer now, @Nullable String error) {
    @Override
    public String toString() {
      return "%d then, %s"
          .formatted(then, now == null ? "no answer now (%s)".formatted(error) : now + " now");
    }
  }

  private static final class Beginning {
    private final Map<Change, Integer> changes = new HashMap<>();
    private int answers;
    private int different;

    void add(int then, @Nullable Integer now, @Nullable String error) {
      answers++;
      if (now == null || then / 100 != now / 100) {
        different++;
        changes.merge(new Change(then, now, error), 1, Integer::sum);
      }
    }

    Map.Entry<Change, Integer> mostOften() {
      return changes.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    }
  }
}
