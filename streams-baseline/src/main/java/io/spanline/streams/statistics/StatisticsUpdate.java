package io.spanline.streams.statistics;

import io.spanline.statistics.LatencyDigest;
import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** What one input partition tells the stage that joins all of them. */
public sealed interface StatisticsUpdate {

  /** The input partition that speaks. */
  int partition();

  byte[] toBytes();

  /** All that the partition saw of a service in a window so far; replaces what it said before. */
  record Part(int partition, long errors, LatencyDigest latencies) implements StatisticsUpdate {
    @Override
    public byte[] toBytes() {
      byte[] digest = latencies.toBytes();
      return head('p', partition, 8 + digest.length).putLong(errors).put(digest).array();
    }
  }

  /** How far the partition has come: what it says later is of traces emitted later. */
  record Watermark(int partition, long millis) implements StatisticsUpdate {
    @Override
    public byte[] toBytes() {
      return head('w', partition, 8).putLong(millis).array();
    }
  }

  /** Bytes for a store or a topic of our own. */
  static Serde<StatisticsUpdate> serde() {
    return Serdes.serdeFrom(
        (topic, update) -> update == null ? null : update.toBytes(),
        (topic, bytes) -> bytes == null ? null : of(bytes));
  }

  /** {@link #serde()} where only parts are written. */
  static Serde<Part> partSerde() {
    return Serdes.serdeFrom(
        (topic, part) -> part == null ? null : part.toBytes(),
        (topic, bytes) -> bytes == null ? null : (Part) of(bytes));
  }

  private static StatisticsUpdate of(byte[] bytes) {
    ByteBuffer row = ByteBuffer.wrap(bytes);
    byte kind = row.get();
    int partition = row.getInt();
    long number = row.getLong();
    if (kind == 'w') {
      return new Watermark(partition, number);
    }
    byte[] digest = new byte[row.remaining()];
    row.get(digest);
    return new Part(partition, number, LatencyDigest.of(digest));
  }

  private static ByteBuffer head(char kind, int partition, int more) {
    return ByteBuffer.allocate(5 + more).put((byte) kind).putInt(partition);
  }
}
