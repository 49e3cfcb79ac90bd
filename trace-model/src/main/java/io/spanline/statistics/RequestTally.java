package io.spanline.statistics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requests of a service or an operation: how many, how many failed, how long those took whose times
 * say it. Older ones, which have no window any more, stand apart from the others.
 */
public final class RequestTally implements Tally {
  private RequestCounts counts;
  private RequestCounts older;
  private final LatencyDigest latencies;

  public RequestTally() {
    this(RequestCounts.NONE, RequestCounts.NONE, new LatencyDigest());
  }

  RequestTally(RequestCounts counts, RequestCounts older, LatencyDigest latencies) {
    this.counts = counts;
    this.older = older;
    this.latencies = latencies;
  }

  /**
   * Counts a request, or what is learnt of one later.
   *
   * @param nanos how long it took; null if that is not known
   */
  public void add(RequestCounts more, @Nullable Long nanos) {
    counts = counts.and(more);
    if (nanos != null) {
      latencies.add(nanos);
    }
  }

  /** Counts requests that ended before the oldest window. */
  public void addOlder(RequestCounts more) {
    older = older.and(more);
  }

  @Override
  public long count() {
    return counts.requests();
  }

  @Override
  public long errors() {
    return counts.errors();
  }

  /** Requests whose span says that it is of a sample. */
  public long sampled() {
    return counts.sampled();
  }

  public RequestCounts older() {
    return older;
  }

  public LatencyDigest latencies() {
    return latencies;
  }

  @Override
  public boolean isEmpty() {
    return counts.requests() == 0 && older.requests() == 0;
  }

  @Override
  public void addAll(List<Tally> others) {
    List<RequestTally> all = others.stream().map(RequestTally.class::cast).toList();
    latencies.addAll(all.stream().map(RequestTally::latencies).toList());
    for (RequestTally other : all) {
      counts = counts.and(other.counts);
      older = older.and(other.older);
    }
  }

  @Override
  public List<Long> counts() {
    return List.of(
        counts.requests(), counts.errors(), counts.sampled(), older.requests(), older.errors());
  }

  @Override
  public List<LatencyDigest> digests() {
    return List.of(latencies);
  }
}
