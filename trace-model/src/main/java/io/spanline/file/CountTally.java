package io.spanline.file;

import io.spanline.model.Span;
import io.spanline.model.Trace;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds up traces to a manifest's counts. */
public final class CountTally {
  private final SortedMap<String, Long> outcomes = new TreeMap<>();
  private final SortedMap<String, Service> services = new TreeMap<>();
  private long traces;
  private long spans;

  public void add(Trace trace) {
    traces++;
    spans += trace.spans().size();
    outcomes.merge(trace.outcome().word(), 1L, Long::sum);
    for (Span span : trace.spans()) {
      services.computeIfAbsent(span.service(), service -> new Service()).add(span);
    }
  }

  public Manifest.Counts counts() {
    SortedMap<String, Manifest.ServiceCounts> counted = new TreeMap<>();
    services.forEach((service, tally) -> counted.put(service, tally.counts()));
    return new Manifest.Counts(traces, spans, outcomes, counted);
  }

  private static final class Service {
    private final SortedMap<String, Long> operations = new TreeMap<>();
    private long spans;
    private long requests;
    private long errors;

    void add(Span span) {
      spans++;
      if (span.kind().isEntry()) {
        requests++;
        errors += span.isError() ? 1 : 0;
        operations.merge(span.operation(), 1L, Long::sum);
      }
    }

    Manifest.ServiceCounts counts() {
      return new Manifest.ServiceCounts(spans, requests, errors, operations);
    }
  }
}
