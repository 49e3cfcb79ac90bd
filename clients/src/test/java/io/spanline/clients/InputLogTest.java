package io.spanline.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.clients.InputLog.Offsets;
import io.spanline.topic.Ledger;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class InputLogTest {
  @Test
  void everyRecordThatIsDueMustBeInTheLedger() {
    List<Offsets> partitions = List.of(new Offsets(0, 0, 0, 40), new Offsets(1, 0, 0, 9));

    assertThat(InputLog.of(partitions, ledger(40, 12))).isEqualTo(new InputLog(0, 0));
    assertThat(InputLog.of(partitions, ledger(37, 12))).isEqualTo(new InputLog(0, 3));
  }

  @Test
  void recordsFromBeforeTheCollectorsStartCountThoughTheyAreGone() {
    List<Offsets> partitions = List.of(new Offsets(0, 30, 30, 40), new Offsets(1, 0, 0, 0));

    InputLog log = InputLog.of(partitions, ledger(40, 0));

    assertThat(log.isOlderThanCollector()).isTrue();
  }

  @Test
  void aLedgerThatBeganLateNeedNotHaveWhatWasGoneByThen() {
    List<Offsets> partitions = List.of(new Offsets(0, 30, 0, 40), new Offsets(1, 0, 0, 0));

    assertThat(InputLog.of(partitions, ledger(10, 0)).unread()).isZero();
  }

  @Test
  void aPartitionWithoutARowHasReadNothing() {
    assertThat(InputLog.of(List.of(new Offsets(7, 0, 0, 5)), ledger(1, 1)).unread()).isEqualTo(5);
  }

  @Test
  void waitsForALedgerThatCatchesUpButNotForEver() {
    Iterator<InputLog> readings =
        List.of(new InputLog(1, 9), new InputLog(1, 4), new InputLog(1, 0)).iterator();

    assertThat(InputLog.settled(readings::next, () -> 0, () -> {}).unread()).isZero();

    AtomicLong seconds = new AtomicLong();
    InputLog lost =
        InputLog.settled(
            () -> new InputLog(1, 7),
            () -> seconds.get() * 1_000_000_000,
            seconds::incrementAndGet);
    assertThat(lost.unread()).isEqualTo(7);
    assertThat(seconds).hasValue(10);
  }

  private static Ledgers.Account ledger(long first, long second) {
    return new Ledgers.Account(List.of(row(0, first), row(1, second)));
  }

  private static Ledger row(int partition, long records) {
    return new Ledger(
        partition,
        new Ledger.Records(records, records, 0),
        new Ledger.Spans(0, 0, 0, 0, 0, 0),
        0,
        Instant.EPOCH);
  }
}
