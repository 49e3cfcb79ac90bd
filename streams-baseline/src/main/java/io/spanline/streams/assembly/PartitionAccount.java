package io.spanline.streams.assembly;

import io.spanline.streams.intake.Intake;
import io.spanline.streams.store.RowFormat;
import io.spanline.topic.Ledger;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The sums of one partition's ledger, kept in a store. What is open is not a sum: it is counted.
 */
final class PartitionAccount {
  private final KeyValueStore<Integer, byte[]> store;
  private final int partition;
  private long decoded;
  private long dead;
  private long unkeyed;
  private long repaired;
  private long received;
  private long emitted;
  private long duplicate;
  private long truncated;
  private long rejected;
  private long expired;
  private long savedClockMillis;
  private InputTrail trail = new InputTrail();

  PartitionAccount(KeyValueStore<Integer, byte[]> store, int partition) {
    this.store = store;
    this.partition = partition;
    byte @Nullable [] saved = store.get(partition);
    if (saved != null) {
      read(RowFormat.check(TraceAssemblySupplier.LEDGER, ByteBuffer.wrap(saved)));
    }
  }

  int partition() {
    return partition;
  }

  /** Where the partition's clock stood at the last save; 0 if there was none. */
  long savedClockMillis() {
    return savedClockMillis;
  }

  /** How far the input was placed. */
  InputTrail trail() {
    return trail;
  }

  /**
   * So many spans are open after a restart: as many as the sums say, but for those that the input
   * kept no longer.
   *
   * @param isWhole whether the input still had all that was to be read again
   */
  void found(long spans, boolean isWhole) {
    long missing = received - emitted - duplicate - truncated - rejected - expired - spans;
    if (missing < 0 || (missing > 0 && isWhole)) {
      throw new OpenSpansException(partition, spans + missing, spans, trail);
    }
    expired += missing;
  }

  void recordDead() {
    dead++;
  }

  void recordDecoded(Intake.DecodedRecord record) {
    decoded++;
    received += record.spans().size() + record.rejected();
    rejected += record.rejected();
    unkeyed += record.unkeyed() ? 1 : 0;
    repaired += record.repaired();
  }

  void spansEmitted(int spans) {
    emitted += spans;
  }

  void spanDuplicate() {
    duplicate++;
  }

  void spansTruncated(int spans) {
    truncated += spans;
  }

  void save(long clockMillis) {
    ByteBuffer row = ByteBuffer.allocate(1 + 11 * Long.BYTES + trail.size());
    row.put(RowFormat.CURRENT).putLong(clockMillis);
    row.putLong(decoded).putLong(dead).putLong(unkeyed);
    row.putLong(received).putLong(emitted).putLong(duplicate).putLong(truncated).putLong(rejected);
    row.putLong(repaired).putLong(expired);
    trail.writeTo(row);
    store.put(partition, row.array());
  }

  Ledger ledger(OpenTraces open, long watermarkMillis) {
    Long heldMillis = open.heldMillis();
    return new Ledger(
        partition,
        new Ledger.Records(decoded + dead, decoded, dead),
        new Ledger.Spans(received, emitted, duplicate, truncated, rejected, expired, open.spans()),
        unkeyed,
        repaired,
        Instant.ofEpochMilli(watermarkMillis),
        heldMillis == null ? null : Instant.ofEpochMilli(heldMillis),
        open.traces());
  }

  private void read(ByteBuffer row) {
    savedClockMillis = row.getLong();
    decoded = row.getLong();
    dead = row.getLong();
    unkeyed = row.getLong();
    received = row.getLong();
    emitted = row.getLong();
    duplicate = row.getLong();
    truncated = row.getLong();
    rejected = row.getLong();
    repaired = row.getLong();
    expired = row.getLong();
    trail = new InputTrail(row);
  }
}
