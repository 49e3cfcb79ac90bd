package io.spanline.captures.baseline;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a baseline sums up, before it does: every latency in the order in which its request began,
 * and which requests failed, in that of their traces.
 *
 * @param services in ascending order of name
 * @param edges by {@code caller->callee}, ascending
 */
public record Observations(SortedMap<String, OfService> services, SortedMap<String, OfEdge> edges) {
  public Observations {
    services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
    edges = Collections.unmodifiableSortedMap(new TreeMap<>(edges));
  }

  /**
   * Requests of a service or operation.
   *
   * @param latencies of those whose times say one, in nanoseconds
   */
  public record Requests(Outcomes outcomes, Durations latencies) {}

  /** A service with its operations. */
  public record OfService(Requests all, SortedMap<String, Requests> operations) {
    public OfService {
      operations = Collections.unmodifiableSortedMap(new TreeMap<>(operations));
    }
  }

  /** Calls, in the order in which their traces began. */
  public record OfEdge(Outcomes outcomes, Durations client, Durations server, Durations gap) {}
}
