package io.spanline.bench.verdict;

import io.spanline.captures.baseline.Durations;
import io.spanline.captures.baseline.Observations;
import io.spanline.captures.baseline.Observations.OfEdge;
import io.spanline.captures.baseline.Observations.OfService;
import io.spanline.captures.baseline.Observations.Requests;
import io.spanline.captures.baseline.Outcomes;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** One service that calls nine others, so that it decides. */
final class Star {
  static final int SERVICES = 10;
  static final String ROOT = "root";
  static final Durations NONE = Durations.of(new long[0]);

  private Star() {}

  static String name(int service) {
    return service == 0 ? ROOT : "service-" + service;
  }

  /** A round of all services, the root first; nobody knows how long its calls take. */
  static Observations round(List<OfService> all) {
    SortedMap<String, OfService> services = new TreeMap<>();
    SortedMap<String, OfEdge> edges = new TreeMap<>();
    for (int i = 0; i < all.size(); i++) {
      services.put(name(i), all.get(i));
      if (i > 0) {
        Outcomes calls = Outcomes.of(all.get(i).all().outcomes().count(), 0);
        edges.put(ROOT + "->" + name(i), new OfEdge(calls, NONE, NONE, NONE));
      }
    }
    return new Observations(services, edges);
  }

  /** A service whose operations nobody tells apart. */
  static OfService service(Outcomes outcomes, Durations latencies) {
    return new OfService(new Requests(outcomes, latencies), new TreeMap<>());
  }
}
