package io.spanline.captures.baseline;

import io.spanline.captures.BaselineName;
import io.spanline.captures.NamedRows;
import io.spanline.captures.TimeRange;
import io.spanline.captures.TraceInRange;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.ResourceUse;
import io.spanline.model.Call;
import io.spanline.model.Span;
import io.spanline.model.SpanFacts;
import io.spanline.model.Trace;
import io.spanline.statistics.Steadiness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Adds up traces to a baseline, in the order of their starts. Keeps every duration, 8 bytes each,
 * so that the quantiles are exact.
 */
public final class BaselineTally {
  // More would make a baseline that nobody reads, and hostile names one that nobody can.
  static final int MOST_EDGES = 500;
  private static final int MOST_SENDERS = 10_000;
  private static final int MOST_UNSTEADY = 20;

  private final NamedRows.Budget serviceNames =
      new NamedRows.Budget("services", NamedRows.MOST_SERVICES);
  private final NamedRows.Budget operationNames =
      new NamedRows.Budget("operations", NamedRows.MOST_OPERATIONS);
  private final NamedRows.Budget edgeNames = new NamedRows.Budget("edges", MOST_EDGES);
  private final NamedRows<ServiceSums> services =
      new NamedRows<>(serviceNames, () -> new ServiceSums(operationNames));
  private final NamedRows<EdgeSums> edges = new NamedRows<>(edgeNames, EdgeSums::new);
  private final Map<Ends, EdgeSums> knownEdges = new HashMap<>();
  // Whoever is not known by name cannot be told to send nothing.
  private final Set<String> senders = new HashSet<>(Set.of(Call.UNKNOWN_CALLEE));

  /** Adds the requests and calls of a trace that began in its capture's range. */
  public void add(Trace trace, TimeRange range) {
    TraceInRange counted = new TraceInRange(trace, range);
    for (Span request : counted.requests()) {
      SpanFacts facts = request.facts();
      services.row(facts.service()).add(facts.operation(), request);
    }
    for (Call call : counted.calls()) {
      edge(new Ends(call.caller(), call.callee())).add(call);
    }
    if (senders.size() < MOST_SENDERS) {
      senders.addAll(trace.services());
    }
  }

  /** Whether a service made a span; also if there are too many to know. */
  private boolean sends(String service) {
    return senders.size() >= MOST_SENDERS || senders.contains(service);
  }

  /** Joining two names for each call would cost more than all else here. */
  private EdgeSums edge(Ends ends) {
    EdgeSums known = knownEdges.get(ends);
    if (known == null) {
      known = edges.row(ends.key());
      if (knownEdges.size() < MOST_EDGES) {
        knownEdges.put(ends, known);
      }
    }
    return known;
  }

  record Ends(String caller, String callee) {
    /** {@code caller->callee}; what is an arrow in a name is written otherwise. */
    String key() {
      return escaped(caller) + "->" + escaped(callee);
    }

    private static String escaped(String name) {
      return name.replace("%", "%25").replace(">", "%3E");
    }
  }

  /**
   * The baseline of the traces so far.
   *
   * @param captures the manifests of the captures that they came from, at least one
   */
  public Baseline baseline(BaselineName name, List<Manifest> captures) {
    List<String> unsteady = new ArrayList<>();
    SortedMap<String, Baseline.Service> ofServices = new TreeMap<>();
    services
        .rows()
        .forEach(
            (service, sums) ->
                ofServices.put(
                    service,
                    sums.summary(
                        Resources.of(service, captures),
                        words -> unsteady.add(service + " " + words))));
    SortedMap<String, Baseline.Edge> ofEdges = new TreeMap<>();
    edges.rows().forEach((edge, sums) -> ofEdges.put(edge, sums.summary(this::sends)));
    return new Baseline(
        name,
        captures.stream().map(Manifest::created).max(Instant::compareTo).orElseThrow(),
        warnings(captures, Skews.warnings(ofEdges), unsteady),
        captures.stream().map(Baseline.Source::of).toList(),
        ofServices,
        ofEdges);
  }

  /** The traces so far, with every latency. */
  public Observations observations() {
    SortedMap<String, Observations.OfService> ofServices = new TreeMap<>();
    services.rows().forEach((name, sums) -> ofServices.put(name, sums.observations()));
    SortedMap<String, Observations.OfEdge> ofEdges = new TreeMap<>();
    edges.rows().forEach((name, sums) -> ofEdges.put(name, sums.observations()));
    return new Observations(ofServices, ofEdges);
  }

  private List<String> warnings(
      List<Manifest> captures, List<String> skews, List<String> unsteady) {
    List<String> warnings = new ArrayList<>();
    captures.forEach(capture -> warnings.addAll(CaptureWarnings.of(capture)));
    warnings.addAll(CaptureWarnings.ofAll(captures));
    warnings.addAll(skews);
    for (NamedRows.Budget names : List.of(serviceNames, operationNames, edgeNames)) {
      if (names.exceeded()) {
        warnings.add(names.words());
      }
    }
    unsteady.stream().limit(MOST_UNSTEADY).forEach(warnings::add);
    if (unsteady.size() > MOST_UNSTEADY) {
      warnings.add(
          "%s more findings of this kind are not listed"
              .formatted(unsteady.size() - MOST_UNSTEADY));
    }
    return warnings;
  }

  private static final class ServiceSums {
    private final NamedRows<RequestSums> operations;
    private final Outcomes outcomes = new Outcomes();

    ServiceSums(NamedRows.Budget names) {
      operations = new NamedRows<>(names, RequestSums::new);
    }

    void add(String operation, Span request) {
      operations.row(operation).add(request);
      outcomes.add(request.isError());
    }

    /**
     * The figures.
     *
     * @param unsteady is told of each operation that is, in words
     */
    Baseline.Service summary(@Nullable ResourceUse resources, Consumer<String> unsteady) {
      SortedMap<String, Baseline.Requests> byOperation = new TreeMap<>();
      List<long[]> parts = new ArrayList<>();
      long requests = 0;
      long errors = 0;
      for (Map.Entry<String, RequestSums> row : operations.rows().entrySet()) {
        RequestSums sums = row.getValue();
        long[] sorted = sums.sorted();
        if (sorted.length > 0) {
          Steadiness.of(sums.arrivals(), sorted)
              .forEach(found -> unsteady.accept(row.getKey() + ": " + found.words()));
        }
        byOperation.put(row.getKey(), requests(sums.requests(), sums.errors(), sorted));
        parts.add(sorted);
        requests += sums.requests();
        errors += sums.errors();
      }
      return new Baseline.Service(
          requests(requests, errors, Durations.merged(parts)), resources, byOperation);
    }

    Observations.OfService observations() {
      SortedMap<String, Observations.Requests> byOperation = new TreeMap<>();
      operations.rows().forEach((name, sums) -> byOperation.put(name, sums.observations()));
      return new Observations.OfService(
          new Observations.Requests(outcomes, RequestSums.latencies(operations.rows().values())),
          byOperation);
    }

    private static Baseline.Requests requests(long all, long errors, long[] sorted) {
      return new Baseline.Requests(new ErrorRate(all, errors), RequestSums.latencies(sorted));
    }
  }
}
