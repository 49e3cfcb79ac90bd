package io.spanline.statistics;

import java.util.List;

/** Requests of a service or an operation: how many, how many failed, how long they took. */
public final class RequestTally implements Tally {
  private long errors;
  private final LatencyDigest latencies;

  public RequestTally() {
    this(0, new LatencyDigest());
  }

  RequestTally(long errors, LatencyDigest latencies) {
    this.errors = errors;
    this.latencies = latencies;
  }

  /** Counts one request. */
  public void add(long durationNanos, boolean failed) {
    latencies.add(durationNanos);
    errors += failed ? 1 : 0;
  }

  @Override
  public long count() {
    return latencies.count();
  }

  @Override
  public long errors() {
    return errors;
  }

  public LatencyDigest latencies() {
    return latencies;
  }

  @Override
  public void addAll(Tally other) {
    RequestTally requests = (RequestTally) other;
    latencies.addAll(requests.latencies);
    errors += requests.errors;
  }

  @Override
  public List<LatencyDigest> digests() {
    return List.of(latencies);
  }
}
