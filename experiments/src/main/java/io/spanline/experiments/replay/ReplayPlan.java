package io.spanline.experiments.replay;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The requests of a replay, and when each is sent.
 *
 * @param cases in the order of their starts
 * @param repeat how many times all of them are sent
 * @param notReplayable why the other traces of the capture are not sent, and how many
 * @param notes what the user named and the capture does not have
 */
public record ReplayPlan(
    List<ReplayCase> cases,
    int repeat,
    Pace pace,
    SortedMap<String, Long> notReplayable,
    List<String> notes) {
  public ReplayPlan {
    cases = List.copyOf(cases);
    notes = List.copyOf(notes);
    notReplayable = Collections.unmodifiableSortedMap(new TreeMap<>(notReplayable));
    if (repeat < 1) {
      throw new IllegalArgumentException("repeat must be at least 1, was " + repeat);
    }
    long requests = (long) cases.size() * repeat;
    if (requests > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "--repeat gives %d requests, at most %d".formatted(requests, Integer.MAX_VALUE));
    }
  }

  /** Creates a plan without notes. */
  public ReplayPlan(
      List<ReplayCase> cases, int repeat, Pace pace, SortedMap<String, Long> notReplayable) {
    this(cases, repeat, pace, notReplayable, List.of());
  }

  public int requests() {
    return cases.size() * repeat;
  }

  /** The case of the n-th request, from 0. */
  public ReplayCase of(int n) {
    return cases.get(n % cases.size());
  }

  /** When the n-th request is to be sent, after the first one. */
  public long offsetNanos(int n) {
    return pace.offsetNanos(this, n);
  }

  /** The requests of each service's routes. */
  public Map<Route, Long> routes() {
    Map<Route, Long> routes = new LinkedHashMap<>();
    cases.forEach(each -> routes.merge(each.route(), 1L, Long::sum));
    return routes;
  }

  /** Where the requests of each service go; several are joined by commas. */
  public SortedMap<String, String> targets() {
    SortedMap<String, String> targets = new TreeMap<>();
    for (Route route : routes().keySet()) {
      targets.merge(route.service(), route.target().toString(), ReplayPlan::joined);
    }
    return targets;
  }

  private static String joined(String targets, String target) {
    return List.of(targets.split(", ")).contains(target) ? targets : targets + ", " + target;
  }
}
