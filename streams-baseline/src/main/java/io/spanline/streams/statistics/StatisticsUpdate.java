package io.spanline.streams.statistics;

import io.spanline.statistics.Tally;
import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** What one input partition tells the stage that joins all of them. */
public sealed interface StatisticsUpdate {

  /** The input partition that speaks. */
  int partition();

  byte[] toBytes();

  /**
   * All that the partition saw of a subject in a window so far; replaces what it said before.
   *
   * @param sums the tally's bytes, an array: it is stored as it comes, and read when it is folded
   */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares parts.
  record Part(int partition, StatisticsKey key, byte[] sums) implements StatisticsUpdate {
    static Part of(int partition, StatisticsKey key, Tally tally) {
      return new Part(partition, key, tally.toBytes());
    }

    @Override
    public byte[] toBytes() {
      byte[] name = key.toBytes();
      return head('p', partition, 4 + name.length + sums.length)
          .putInt(name.length)
          .put(name)
          .put(sums)
          .array();
    }

    private static Part of(int partition, ByteBuffer row) {
      int length = row.getInt();
      StatisticsKey key = StatisticsKey.of(row.slice(row.position(), length));
      row.position(row.position() + length);
      byte[] sums = new byte[row.remaining()];
      row.get(sums);
      return new Part(partition, key, sums);
    }
  }

  /** How far the partition has come: what it says later is of traces emitted later. */
  record Watermark(int partition, long millis) implements StatisticsUpdate {
    @Override
    public byte[] toBytes() {
      return head('w', partition, 8).putLong(millis).array();
    }
  }

  /** Bytes for a topic of our own. */
  static Serde<StatisticsUpdate> serde() {
    return Serdes.serdeFrom(
        (topic, update) -> update == null ? null : update.toBytes(),
        (topic, bytes) -> bytes == null ? null : of(bytes));
  }

  private static StatisticsUpdate of(byte[] bytes) {
    ByteBuffer row = ByteBuffer.wrap(bytes);
    byte kind = row.get();
    int partition = row.getInt();
    return kind == 'w' ? new Watermark(partition, row.getLong()) : Part.of(partition, row);
  }

  private static ByteBuffer head(char kind, int partition, int more) {
    return ByteBuffer.allocate(5 + more).put((byte) kind).putInt(partition);
  }
}
