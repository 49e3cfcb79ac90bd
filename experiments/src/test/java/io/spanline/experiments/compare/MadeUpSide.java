package io.spanline.experiments.compare;

import io.spanline.captures.baseline.Durations;
import io.spanline.captures.baseline.Observations;
import io.spanline.captures.baseline.Outcomes;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A side of made-up latencies, in milliseconds; each service has one operation unless told. */
final class MadeUpSide {
  private final SortedMap<String, Observations.OfService> services;
  private final SortedMap<String, Observations.OfEdge> edges;

  private MadeUpSide(Comparator<String> order) {
    this.services = new TreeMap<>(order);
    this.edges = new TreeMap<>(order);
  }

  static MadeUpSide side() {
    return new MadeUpSide(Comparator.naturalOrder());
  }

  /** Keeps names in descending order. */
  static MadeUpSide upsideDown() {
    return new MadeUpSide(Comparator.reverseOrder());
  }

  /**
   * The chain a, b, c, each with 5 ms of its own.
   *
   * @param gap between the call of a and the request of b
   */
  static MadeUpSide chain(Millis gap, long seed) {
    return chain(gap, 0, seed);
  }

  /**
   * The chain, with the first requests ten times as slow.
   *
   * @param cold how many
   */
  static MadeUpSide chain(Millis gap, int cold, long seed) {
    int n = gap.nanos().length;
    Millis c = Millis.around(5, n, seed).cold(cold);
    Millis callOfC = c.plus(Millis.around(1, n, seed + 1).cold(cold));
    Millis b = callOfC.plus(Millis.around(5, n, seed + 2).cold(cold));
    Millis callOfB = b.plus(gap);
    Millis a = callOfB.plus(Millis.around(5, n, seed + 3).cold(cold));
    return side()
        .service("service-a", a)
        .service("service-b", b)
        .service("service-c", c)
        .edge("service-a->service-b", callOfB, b)
        .edge("service-b->service-c", callOfC, c);
  }

  MadeUpSide service(String name, Millis latencies) {
    return service(name, latencies, 0);
  }

  MadeUpSide service(String name, Millis latencies, int errors) {
    return service(name, "GET /", requests(latencies, errors));
  }

  /** A service of one operation. */
  MadeUpSide operation(String service, String name, Millis latencies) {
    return service(service, name, requests(latencies, 0));
  }

  private MadeUpSide service(String name, String operation, Observations.Requests all) {
    services.put(name, new Observations.OfService(all, new TreeMap<>(Map.of(operation, all))));
    return this;
  }

  /** A service of two operations. */
  MadeUpSide service(String name, Millis ofList, Millis ofOrder) {
    services.put(
        name,
        new Observations.OfService(
            requests(ofList.then(ofOrder), 0),
            new TreeMap<>(
                Map.of("GET /list", requests(ofList, 0), "GET /order", requests(ofOrder, 0)))));
    return this;
  }

  MadeUpSide edge(String name, Millis client, Millis server) {
    return edge(name, client, server, 0);
  }

  MadeUpSide edge(String name, Millis client, Millis server, int errors) {
    long[] gap = new long[client.nanos().length];
    Arrays.setAll(gap, i -> client.nanos()[i] - server.nanos()[i]);
    edges.put(
        name,
        new Observations.OfEdge(
            Outcomes.of(gap.length, errors),
            Durations.of(client.nanos()),
            Durations.of(server.nanos()),
            Durations.of(gap)));
    return this;
  }

  private static Observations.Requests requests(Millis latencies, int errors) {
    return new Observations.Requests(
        Outcomes.of(latencies.nanos().length, errors), Durations.of(latencies.nanos()));
  }

  Side made() {
    return Side.of(new Observations(services, edges));
  }
}
