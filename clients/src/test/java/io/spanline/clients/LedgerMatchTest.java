package io.spanline.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.clients.InputLog.Offsets;
import io.spanline.topic.Ledger;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent and what the ledger has are given by the second; a reading is made every second. */
class LedgerMatchTest {
  private static final long SECOND = 1_000_000_000;
  private long second;
  private long duplicate;
  private long dead;

  /** Nothing is sent meanwhile. The log holds spans of before the Collector's start, and a loss. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        // case | dup | sent | has | older | lost | exact | agrees | miss | extra | s
        "both sides are equal | 0 | 100 | 100 | 0 | 0 | true | true | 0 | 0 | 0",
        "the ledger lacks spans | 0 | 100 | 93 | 0 | 0 | false | false | 7 | 0 | 10",
        "the Collector lacks spans | 0 | 20 | 500 | 0 | 0 | false | false | 0 | 480 | 3",
        "it started later | 0 | 20 | 500 | 100 | 0 | false | true | 0 | 480 | 3",
        "it did, and there is a loss | 0 | 20 | 500 | 100 | 1 | false | false | 0 | 480 | 3",
        "Kafka was sent some twice | 11 | 100 | 111 | 0 | 0 | true | true | 0 | 0 | 0",
        "the Collector was | 11 | 111 | 111 | 0 | 0 | true | true | 0 | 0 | 0",
        "duplicates pay for no loss | 11 | 100 | 104 | 0 | 7 | true | false | 0 | 0 | 0"
      })
  void comparesTwoSidesThatStandStill(ArgumentsAccessor row) {
    duplicate = row.getLong(1);
    long sent = row.getLong(2);
    long received = row.getLong(3);

    LedgerMatch match = settled(now -> sent, now -> received);

    assertThat(match.exact()).isEqualTo(row.getBoolean(6));
    assertThat(match.equal()).isEqualTo(sent == received);
    assertThat(match.agrees(new InputLog(row.getLong(4), row.getLong(5))))
        .isEqualTo(row.getBoolean(7));
    assertThat(List.of(match.missing(), match.unknown(), second))
        .containsExactly(row.getLong(8), row.getLong(9), row.getLong(10));
  }

  @Test
  void whatIsOnItsWayIsWaitedFor() {
    LedgerMatch match = settled(now -> 100, now -> now < 4 ? 60 : 100);

    assertThat(match.exact()).isTrue();
    assertThat(second).isEqualTo(4);
  }

  @Test
  void whileTrafficRunsTheLastSecondsMayLack() {
    LedgerMatch match = settled(now -> 1000 + 200 * now, now -> 1000 + 200 * (now - 1));

    assertThat(match.agrees(InputLog.NOT_ASKED)).isTrue();
    assertThat(match.exact()).isFalse();
    assertThat(match.underWay()).isEqualTo(200);
  }

  @Test
  void aDeadLetterPaysForNoLoss() {
    dead = 1;

    LedgerMatch match = settled(now -> 100, now -> 80);

    assertThat(match.missing()).isEqualTo(20);
    assertThat(match.agrees(new InputLog(0, 0))).isFalse();
  }

  @Test
  void laterSpansDoNotPayForALossOfMore() {
    LedgerMatch match = settled(now -> 1000 + 200 * now, now -> 200 * now);

    assertThat(match.agrees(InputLog.NOT_ASKED)).isFalse();
    assertThat(match.missing()).isEqualTo(1000 - 3 * 200);
  }

  private LedgerMatch settled(LongUnaryOperator sent, LongUnaryOperator received) {
    return LedgerMatch.settled(
        () -> reading(sent.applyAsLong(second), received.applyAsLong(second)),
        () -> second * SECOND,
        () -> second++);
  }

  private LedgerMatch.Reading reading(long sent, long received) {
    return new LedgerMatch.Reading(
        new Ledgers.Account(List.of(row(received))),
        new CollectorCounters(0, 0, sent, 0, 0, Instant.EPOCH));
  }

  private Ledger row(long received) {
    return new Ledger(
        0,
        new Ledger.Records(1 + dead, 1, dead),
        new Ledger.Spans(received, received - duplicate, duplicate, 0, 0, 0, 0),
        0,
        0,
        Instant.EPOCH,
        null,
        0);
  }

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
        new Ledger.Spans(0, 0, 0, 0, 0, 0, 0),
        0,
        0,
        Instant.EPOCH,
        null,
        0);
  }
}
