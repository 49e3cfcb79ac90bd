package io.spanline.statistics;

import java.util.List;

/**
 * Calls along an edge: how many, how many failed, the caller's time of each; of those answered the
 * callee's time and the gap. A call and its answer may be counted at different times.
 */
public final class CallTally implements Tally {
  private long errors;
  private final LatencyDigest client;
  private final LatencyDigest server;
  private final LatencyDigest gap;

  public CallTally() {
    this(0, new LatencyDigest(), new LatencyDigest(), new LatencyDigest());
  }

  CallTally(long errors, LatencyDigest client, LatencyDigest server, LatencyDigest gap) {
    this.errors = errors;
    this.client = client;
    this.server = server;
    this.gap = gap;
  }

  /** Counts one call. */
  public void addCall(long clientNanos, boolean failed) {
    client.add(clientNanos);
    errors += failed ? 1 : 0;
  }

  /** Counts the answer of a call that is counted, or will be. */
  public void addAnswer(long serverNanos, long gapNanos) {
    server.add(serverNanos);
    gap.add(gapNanos);
  }

  @Override
  public long count() {
    return client.count();
  }

  @Override
  public long errors() {
    return errors;
  }

  /** Calls without an answer. */
  public long unanswered() {
    return client.count() - server.count();
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
  public void addAll(Tally other) {
    CallTally calls = (CallTally) other;
    client.addAll(calls.client);
    server.addAll(calls.server);
    gap.addAll(calls.gap);
    errors += calls.errors;
  }

  @Override
  public List<LatencyDigest> digests() {
    return List.of(client, server, gap);
  }
}
