package io.spanline.statistics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requests of a service or an operation: how many, how many failed, how long those took whose times
 * say it. Older ones, which have no window any more, stand apart from the others.
 */
public final class RequestTally implements Tally {
  private static final int OBJECT_BYTES = 48;

  private long requests;
  private long errors;
  private long sampled;
  private RequestCounts older;
  private final LatencyDigest latencies;

  public RequestTally() {
    this(RequestCounts.NONE, RequestCounts.NONE, new LatencyDigest());
  }

  RequestTally(RequestCounts counts, RequestCounts older, LatencyDigest latencies) {
    this.requests = counts.requests();
    this.errors = counts.errors();
    this.sampled = counts.sampled();
    this.older = older;
    this.latencies = latencies;
  }

  /**
   * Counts a request, or what is learnt of one later.
   *
   * @param nanos how long it took; null if that is not known
   */
  public void add(RequestCounts more, @Nullable Long nanos) {
    add(more);
    if (nanos != null) {
      latencies.add(nanos);
    }
  }

  private void add(RequestCounts more) {
    requests += more.requests();
    errors += more.errors();
    sampled += more.sampled();
  }

  /** Counts requests that ended before the oldest window. */
  public void addOlder(RequestCounts more) {
    older = older.and(more);
  }

  @Override
  public long count() {
    return requests;
  }

  @Override
  public long errors() {
    return errors;
  }

  /** Requests whose span says that it is of a sample. */
  public long sampled() {
    return sampled;
  }

  public RequestCounts older() {
    return older;
  }

  public LatencyDigest latencies() {
    return latencies;
  }

  @Override
  public boolean isEmpty() {
    return requests == 0 && older.requests() == 0;
  }

  @Override
  public int heapBytes() {
    return OBJECT_BYTES + latencies.heapBytes();
  }

  @Override
  public void addAll(List<Tally> others) {
    List<RequestTally> all = others.stream().map(RequestTally.class::cast).toList();
    latencies.addAll(all.stream().map(RequestTally::latencies).toList());
    for (RequestTally other : all) {
      add(new RequestCounts(other.requests, other.errors, other.sampled));
      older = older.and(other.older);
    }
  }

  @Override
  public List<Long> counts() {
    return List.of(requests, errors, sampled, older.requests(), older.errors());
  }

  @Override
  public List<LatencyDigest> digests() {
    return List.of(latencies);
  }
}
