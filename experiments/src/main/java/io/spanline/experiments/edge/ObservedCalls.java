package io.spanline.experiments.edge;

import io.spanline.clients.CommittedRecords;
import io.spanline.model.Address;
import io.spanline.model.Call;
import io.spanline.model.Trace;
import io.spanline.model.TraceId;
import io.spanline.topic.CommittedReader.Extent;
import io.spanline.topic.Topics;
import io.spanline.topic.TraceSerde;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The calls of recent traces, counted by who called whom and where.
 *
 * @param since when the earliest of them may have been recorded
 */
public record ObservedCalls(Instant since, Map<Way, Long> counts) {
  private static final long MOST_RECORDS = 5000;
  private static final long MOST_BYTES = 64L << 20;

  /** Of no trace. */
  public static final ObservedCalls NONE = new ObservedCalls(Instant.EPOCH, Map.of());

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
    count(traces, counts);
    return new ObservedCalls(since, counts);
  }

  /**
   * Those of the traces that were emitted since a time; of more than 5 000 records the latest.
   *
   * @throws io.spanline.clients.ClientException if Kafka does not answer
   */
  public static ObservedCalls read(String bootstrap, Instant since) {
    Reading reading = new Reading();
    Map<TopicPartition, Extent> extents =
        CommittedRecords.since(bootstrap, Topics.TRACES.name(), since);
    long share = MOST_RECORDS / Math.max(1, extents.size());
    extents.replaceAll(
        (partition, extent) ->
            new Extent(Math.max(extent.from(), extent.to() - share), extent.to()));
    CommittedRecords.read(bootstrap, extents, reading::add);
    reading.count();
    return new ObservedCalls(since, reading.counts);
  }

  private static void count(List<Trace> traces, Map<Way, Long> counts) {
    for (Trace trace : traces) {
      trace.calls().forEach(call -> counts.merge(Way.of(call), 1L, Long::sum));
    }
  }

  /** Joins the revisions of traces, as far as memory allows. */
  private static final class Reading {
    private final Map<Way, Long> counts = new HashMap<>();
    private final Map<TraceId, List<Trace>> traces = new LinkedHashMap<>();
    private long bytes;

    void add(ConsumerRecord<String, byte[]> record) {
      read(record)
          .ifPresent(
              trace -> traces.computeIfAbsent(trace.traceId(), id -> new ArrayList<>()).add(trace));
      bytes += record.serializedValueSize();
      if (bytes > MOST_BYTES) {
        count();
      }
    }

    /** Nothing, if it is no trace. */
    private static Optional<Trace> read(ConsumerRecord<String, byte[]> record) {
      try {
        return Optional.ofNullable(record.value())
            .map(value -> TraceSerde.read(value, record.headers()));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }

    void count() {
      ObservedCalls.count(traces.values().stream().map(Trace::join).toList(), counts);
      traces.clear();
      bytes = 0;
    }
  }
}
