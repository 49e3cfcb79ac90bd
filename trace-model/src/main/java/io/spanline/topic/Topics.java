package io.spanline.topic;

import io.spanline.model.Trace;
import io.spanline.settings.Catalogue.Encoding;
import io.spanline.statistics.StatisticsRow;
import java.util.HashMap;
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
   * It keeps them uncompressed: a record of a few kilobytes could else hold gigabytes of zeros, for
   * {@code max.message.bytes} is of the compressed batch; so the broker unpacks what comes, checks
   * its real size and refuses it. Records on disk are larger for it, by their day.
   */
  public static final Topic<String, byte[]> OTLP_SPANS =
      new Topic<>(
          "otlp_spans",
          Serdes.String(),
          Serdes.ByteArray(),
          4,
          keptForADay(
              Map.of(
                  "message.timestamp.type", "LogAppendTime", "compression.type", "uncompressed")));

  /**
   * The agents' metrics of their processes; key: the service; value: OTLP MetricsData. A record
   * comes every few seconds from each process and is read only by time, hence the broker's stamps.
   */
  public static final Topic<String, byte[]> OTLP_METRICS =
      new Topic<>(
          "otlp_metrics",
          Serdes.String(),
          Serdes.ByteArray(),
          1,
          keptForADay(
              Map.of(
                  "message.timestamp.type",
                  "LogAppendTime",
                  // Small segments, so that what is over a day old also goes.
                  "segment.bytes",
                  String.valueOf(16 << 20))));

  /**
   * Assembled traces and their revisions, written as JSON and read in either encoding. Never
   * compacted: captures name offsets, which must stay.
   */
  public static final Topic<String, Trace> TRACES =
      new Topic<>(
          "traces",
          Serdes.String(),
          new TraceSerde(Encoding.JSON),
          4,
          keptForADay(Map.of("max.message.bytes", String.valueOf(MAX_TRACE_BYTES))));

  /**
   * One row per service and window, the whole row so far; key: {@code service@windowStart}. A row
   * whose window takes no more requests gets a tombstone.
   */
  public static final Topic<String, ServiceStatistics> SERVICE_STATISTICS =
      new Topic<>(
          "service-statistics", Serdes.String(), json(ServiceStatistics.class), 2, compactedSoon());

  /**
   * One row per edge and window, the whole row so far; key: {@code a->b@windowStart}. Tombstones as
   * of {@link #SERVICE_STATISTICS}.
   */
  public static final Topic<String, EdgeStatistics> EDGE_STATISTICS =
      new Topic<>(
          "edge-statistics", Serdes.String(), json(EdgeStatistics.class), 2, compactedSoon());

  /**
   * The rows of {@link #SERVICE_STATISTICS} and {@link #EDGE_STATISTICS} with their digests, for
   * programs that merge windows; people read the other two. Keys as theirs.
   */
  public static final Topic<String, StatisticsRow> STATISTICS_DIGESTS =
      new Topic<>(
          "statistics-digests",
          Serdes.String(),
          Serdes.serdeFrom(
              (topic, row) -> row == null ? null : row.toBytes(),
              (topic, bytes) -> bytes == null ? null : StatisticsRow.of(bytes)),
          2,
          compactedSoon());

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
          keptForADay(Map.of("max.message.bytes", String.valueOf(MAX_DEAD_LETTER_BYTES))));

  /** Every change of a toxic, by whoever made it; key: the proxy. */
  public static final Topic<String, ToxicChange> TOXICS =
      new Topic<>("toxics", Serdes.String(), json(ToxicChange.class), 1, keptForADay(Map.of()));

  private Topics() {}

  /** {@link #TRACES}, written in an encoding. */
  public static Topic<String, Trace> traces(Encoding encoding) {
    return new Topic<>(
        TRACES.name(),
        TRACES.key(),
        new TraceSerde(encoding),
        TRACES.partitions(),
        TRACES.configs());
  }

  public static List<Topic<?, ?>> all() {
    return List.of(
        OTLP_SPANS,
        OTLP_METRICS,
        TRACES,
        SERVICE_STATISTICS,
        EDGE_STATISTICS,
        STATISTICS_DIGESTS,
        LEDGER,
        DEAD_LETTERS,
        TOXICS);
  }

  private static Map<String, String> keptForADay(Map<String, String> more) {
    Map<String, String> configs = new HashMap<>(more);
    configs.put("cleanup.policy", "delete");
    configs.put("retention.ms", DAY_MILLIS);
    return configs;
  }

  /**
   * Of rows that are written again whenever they change, and as a tombstone after an hour. Only
   * closed segments are compacted, so these are small: who reads all of the topic at its start
   * reads little more than the last rows. Tombstones stay for an hour, in which a reader has to
   * come through to see each.
   */
  private static Map<String, String> compactedSoon() {
    return Map.of(
        "cleanup.policy",
        "compact,delete",
        "retention.ms",
        DAY_MILLIS,
        "segment.ms",
        "600000",
        "segment.bytes",
        String.valueOf(16 << 20),
        "min.cleanable.dirty.ratio",
        "0.1",
        "delete.retention.ms",
        "3600000");
  }

  private static <T> Serde<T> json(Class<T> type) {
    return Serdes.serdeFrom(
        (topic, value) -> value == null ? null : Json.write(value),
        (topic, bytes) -> bytes == null ? null : Json.read(bytes, type));
  }
}
