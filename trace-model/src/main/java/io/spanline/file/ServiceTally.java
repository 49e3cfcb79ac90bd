package io.spanline.file;

import io.spanline.model.Span;
import io.spanline.model.Trace;
import io.spanline.statistics.Quantile;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Adds up traces to a baseline's services. Keeps every latency, 8 bytes a request, so that the
 * quantiles are exact.
 */
public final class ServiceTally {
  private final Map<String, Requests> services = new TreeMap<>();

  public void add(Trace trace) {
    for (Span entry : trace.entrySpans()) {
      services.computeIfAbsent(entry.service(), service -> new Requests()).add(entry);
    }
  }

  /** The services of the traces so far. */
  public SortedMap<String, Baseline.Service> services() {
    SortedMap<String, Baseline.Service> all = new TreeMap<>();
    services.forEach((service, requests) -> all.put(service, requests.summary()));
    return all;
  }

  /** The latencies of one service in the order they came, and how many were errors. */
  private static final class Requests {
    private long[] nanos = new long[64];
    private int count;
    private long errors;

    void add(Span entry) {
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * count);
      }
      nanos[count++] = entry.durationNanos();
      errors += entry.isError() ? 1 : 0;
    }

    Baseline.Service summary() {
      long[] sorted = Quantile.sorted(Arrays.copyOf(nanos, count));
      return new Baseline.Service(
          count,
          errors,
          Duration.ofNanos(Quantile.nearestRank(sorted, 0.50)),
          Duration.ofNanos(Quantile.nearestRank(sorted, 0.95)),
          Duration.ofNanos(sorted[0]),
          Duration.ofNanos(sorted[count - 1]));
    }
  }
}
