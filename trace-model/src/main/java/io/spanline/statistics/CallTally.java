package io.spanline.statistics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls along an edge: how many, how many failed, how many still await an answer; and as far as
 * measured the caller's time, the callee's and the gap, each on its own. A call and its answer may
 * be counted at different times.
 */
public final class CallTally implements Tally {
  private static final int OBJECT_BYTES = 48;

  private long calls;
  private long errors;
  private long unanswered;
  private final LatencyDigest client;
  private final LatencyDigest server;
  private final LatencyDigest gap;

  public CallTally() {
    this(CallCounts.NONE, new LatencyDigest(), new LatencyDigest(), new LatencyDigest());
  }

  CallTally(CallCounts counts, LatencyDigest client, LatencyDigest server, LatencyDigest gap) {
    this.calls = counts.calls();
    this.errors = counts.errors();
    this.unanswered = counts.unanswered();
    this.client = client;
    this.server = server;
    this.gap = gap;
  }

  public void add(CallCounts more, CallTimes times) {
    calls += more.calls();
    errors += more.errors();
    unanswered += more.unanswered();
    add(client, times.clientNanos());
    add(server, times.serverNanos());
    add(gap, times.gapNanos());
  }

  @Override
  public long count() {
    return calls;
  }

  @Override
  public long errors() {
    return errors;
  }

  /** Calls that await an answer. */
  public long unanswered() {
    return unanswered;
  }

  public LatencyDigest client() {
    return client;
  }

  public LatencyDigest server() {
    return server;
  }

  public LatencyDigest gap() {
    return gap;
  }

  @Override
  public boolean isEmpty() {
    return calls == 0;
  }

  @Override
  public int heapBytes() {
    return OBJECT_BYTES + client.heapBytes() + server.heapBytes() + gap.heapBytes();
  }

  @Override
  public void addAll(List<Tally> others) {
    List<CallTally> all = others.stream().map(CallTally.class::cast).toList();
    client.addAll(all.stream().map(CallTally::client).toList());
    server.addAll(all.stream().map(CallTally::server).toList());
    gap.addAll(all.stream().map(CallTally::gap).toList());
    for (CallTally other : all) {
      calls += other.calls;
      errors += other.errors;
      unanswered += other.unanswered;
    }
  }

  @Override
  public List<Long> counts() {
    return List.of(calls, errors, unanswered);
  }

  @Override
  public List<LatencyDigest> digests() {
    return List.of(client, server, gap);
  }

  private static void add(LatencyDigest digest, @Nullable Long nanos) {
    if (nanos != null) {
      digest.add(nanos);
    }
  }
}
