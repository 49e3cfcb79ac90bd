package io.spanline.experiments.edge;

import io.spanline.clients.Bounded;
import io.spanline.clients.ClientException;
import io.spanline.clients.RecentTraces;
import io.spanline.model.Address;
import io.spanline.model.Call;
import io.spanline.model.Trace;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The calls of recent traces, counted by who called whom and where.
 *
 * @param since when the earliest of them may have been recorded
 * @param leftOut records of traces that were not read, since there were too many
 */
public record ObservedCalls(Instant since, Map<Way, Long> counts, long leftOut) {
  private static final long MOST_RECORDS = 5000;

  /** Of no trace. */
  public static final ObservedCalls NONE = new ObservedCalls(Instant.EPOCH, Map.of(), 0);

  /**
   * A caller, its callee, and the address that it called.
   *
   * @param address null if the caller's span names none
   */
  public record Way(String from, String to, @Nullable Address address) {
    /** The edge as people write it: {@code a->b}. */
    public String edge() {
      return from + "->" + to;
    }

    static Way of(Call call) {
      return new Way(call.caller(), call.callee(), call.address().orElse(null));
    }
  }

  public ObservedCalls {
    counts = Map.copyOf(counts);
  }

  /** Those of some traces. */
  public static ObservedCalls of(Instant since, List<Trace> traces) {
    Map<Way, Long> counts = new HashMap<>();
    traces.forEach(trace -> count(trace, counts));
    return new ObservedCalls(since, counts, 0);
  }

  /**
   * Those of the traces that were emitted since a time; of more than 5 000 records the latest.
   *
   * @throws ClientException if Kafka does not answer
   */
  public static ObservedCalls read(String kafka, Instant since) {
    Map<Way, Long> counts = new HashMap<>();
    long leftOut = RecentTraces.forEach(kafka, since, MOST_RECORDS, trace -> count(trace, counts));
    return new ObservedCalls(since, counts, leftOut);
  }

  /**
   * Like {@link #read(String, Instant)}, within a bound.
   *
   * @throws ClientException if Kafka does not give all of them in time
   */
  public static ObservedCalls read(String kafka, Instant since, Duration bound) {
    List<ObservedCalls> read = new ArrayList<>();
    try {
      Bounded.run(bound, () -> read.add(read(kafka, since)));
    } catch (IOException e) {
      throw ClientException.silent(
          "Kafka at %s did not give them within %d s".formatted(kafka, bound.toSeconds()));
    }
    return read.get(0);
  }

  private static void count(Trace trace, Map<Way, Long> counts) {
    trace.calls().forEach(call -> counts.merge(Way.of(call), 1L, Long::sum));
  }
}
