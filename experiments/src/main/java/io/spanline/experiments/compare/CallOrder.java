package io.spanline.experiments.compare;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Services and edges, what is called before what calls it: whatever moves one of them moves those
 * after it. An edge stands right before its caller.
 */
final class CallOrder {
  private final SortedMap<String, SortedSet<String>> edges = new TreeMap<>();
  private final Set<String> visited = new HashSet<>();
  private final Map<String, Integer> ofServices = new HashMap<>();
  private final Map<String, Integer> ofEdges = new HashMap<>();

  /**
   * The order of a graph.
   *
   * @param first services that calls are followed from first: what else is called, in a circle,
   *     comes after
   * @param services all, in an order that repeats
   * @param edges their keys
   */
  CallOrder(Collection<String> first, Collection<String> services, Collection<String> edges) {
    for (String edge : edges) {
      this.edges.computeIfAbsent(EdgeName.of(edge).caller(), key -> new TreeSet<>()).add(edge);
    }
    first.forEach(this::visit);
    services.forEach(this::visit);
    this.edges.keySet().forEach(this::visit);
  }

  private void visit(String service) {
    if (!visited.add(service)) {
      return;
    }
    SortedSet<String> calls = edges.getOrDefault(service, new TreeSet<>());
    calls.forEach(edge -> visit(EdgeName.of(edge).callee()));
    calls.forEach(edge -> ofEdges.put(edge, ofEdges.size() + ofServices.size()));
    ofServices.put(service, ofEdges.size() + ofServices.size());
  }

  /** A place among all; an operation has that of its service. */
  int place(Subject subject) {
    return subject.kind() == Subject.Kind.EDGE
        ? ofEdges.getOrDefault(subject.name(), 0)
        : ofServices.getOrDefault(subject.service(), 0);
  }
}
