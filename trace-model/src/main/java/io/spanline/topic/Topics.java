package io.spanline.topic;

import io.spanline.model.Trace;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** The catalogue of topics; the stack creates them from it, nothing creates them by itself. */
public final class Topics {
  private static final String DAY_MILLIS = "86400000";

  /** The largest record of {@code traces}; also the producer's largest request. */
  public static final int MAX_TRACE_BYTES = 8 << 20;

  /** The largest record of {@code dead-letters}. */
  public static final int MAX_DEAD_LETTER_BYTES = 2 << 20;

  /**
   * The Collector's spans; key: trace id as 32 hex digits; value: OTLP TracesData. The broker
   * stamps them: assembly's clock goes by the stamps, and a sender's own could be ahead or behind.
   */
  public static final Topic<String, byte[]> OTLP_SPANS =
      new Topic<>(
          "otlp_spans",
          Serdes.String(),
          Serdes.ByteArray(),
          4,
          Map.of(
              "cleanup.policy",
              "delete",
              "retention.ms",
              DAY_MILLIS,
              "message.timestamp.type",
              "LogAppendTime"));

  /**
   * Assembled traces and their revisions. Never compacted: captures name offsets, which must stay.
   */
  public static final Topic<String, Trace> TRACES =
      new Topic<>(
          "traces",
          Serdes.String(),
          Serdes.serdeFrom(
              (topic, trace) -> trace == null ? null : TraceJson.write(trace),
              (topic, bytes) -> bytes == null ? null : TraceJson.read(bytes)),
          4,
          Map.of(
              "cleanup.policy",
              "delete",
              "retention.ms",
              DAY_MILLIS,
              "max.message.bytes",
              String.valueOf(MAX_TRACE_BYTES)));

  /**
   * One row per service and window, the whole row so far; key: {@code service@windowStart}. A row
   * whose window takes no more requests gets a tombstone.
   */
  public static final Topic<String, ServiceStatistics> SERVICE_STATISTICS =
      new Topic<>(
          "service-statistics",
          Serdes.String(),
          json(ServiceStatistics.class),
          2,
          Map.of("cleanup.policy", "compact,delete", "retention.ms", DAY_MILLIS));

  /** The account of every span received, a row per input partition; key: the partition. */
  public static final Topic<String, Ledger> LEDGER =
      new Topic<>(
          "ledger",
          Serdes.String(),
          json(Ledger.class),
          1,
          // A small segment, so that compaction leaves a reader little more than the last rows.
          Map.of("cleanup.policy", "compact", "segment.ms", "600000"));

  /** Input that could not be read, as it came, with headers that say why and from where. */
  public static final Topic<byte[], byte[]> DEAD_LETTERS =
      new Topic<>(
          "dead-letters",
          Serdes.ByteArray(),
          Serdes.ByteArray(),
          1,
          Map.of(
              "cleanup.policy",
              "delete",
              "retention.ms",
              DAY_MILLIS,
              "max.message.bytes",
              String.valueOf(MAX_DEAD_LETTER_BYTES)));

  private Topics() {}

  public static List<Topic<?, ?>> all() {
    return List.of(OTLP_SPANS, TRACES, SERVICE_STATISTICS, LEDGER, DEAD_LETTERS);
  }

  private static <T> Serde<T> json(Class<T> type) {
    return Serdes.serdeFrom(
        (topic, value) -> value == null ? null : Json.write(value),
        (topic, bytes) -> bytes == null ? null : Json.read(bytes, type));
  }
}
