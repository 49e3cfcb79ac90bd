package io.spanline.clients;

import io.spanline.model.Trace;
import io.spanline.model.TraceId;
import io.spanline.topic.CommittedReader.Extent;
import io.spanline.topic.Topics;
import io.spanline.topic.TraceSerde;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The traces that the topic {@code traces} was given last, with their revisions joined. */
public final class RecentTraces {
  private static final long MOST_BYTES = 64L << 20;

  private final Map<TraceId, List<Trace>> traces = new LinkedHashMap<>();
  private final Consumer<Trace> action;
  private long bytes;

  private RecentTraces(Consumer<Trace> action) {
    this.action = action;
  }

  /**
   * When traces were emitted.
   *
   * @param until null for now
   */
  public record Emitted(Instant since, @Nullable Instant until) {}

  /**
   * Hands over each trace that was emitted since a time, as the other does.
   *
   * @throws ClientException if Kafka does not answer
   */
  public static long forEach(String kafka, Instant since, long most, Consumer<Trace> action) {
    return forEach(kafka, new Emitted(since, null), most, action);
  }

  /**
   * Hands over each trace that was emitted in a time. Of revisions more than 64 MiB apart each
   * comes by itself.
   *
   * @param most how many records are read; of more the latest
   * @return how many records were left out for that
   * @throws ClientException if Kafka does not answer
   */
  public static long forEach(String kafka, Emitted when, long most, Consumer<Trace> action) {
    Map<TopicPartition, Extent> extents =
        CommittedRecords.between(kafka, Topics.TRACES.name(), when.since(), when.until());
    long share = most / Math.max(1, extents.size());
    long all = records(extents);
    extents.replaceAll(
        (partition, extent) ->
            new Extent(Math.max(extent.from(), extent.to() - share), extent.to()));
    RecentTraces reading = new RecentTraces(action);
    CommittedRecords.read(kafka, extents, reading::add);
    reading.handOver();
    return all - records(extents);
  }

  private static long records(Map<TopicPartition, Extent> extents) {
    return extents.values().stream().mapToLong(extent -> extent.to() - extent.from()).sum();
  }

  private void add(ConsumerRecord<String, byte[]> record) {
    read(record)
        .ifPresent(
            trace -> traces.computeIfAbsent(trace.traceId(), id -> new ArrayList<>()).add(trace));
    bytes += record.serializedValueSize();
    if (bytes > MOST_BYTES) {
      handOver();
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

  private void handOver() {
    traces.values().stream().map(Trace::join).forEach(action);
    traces.clear();
    bytes = 0;
  }
}
