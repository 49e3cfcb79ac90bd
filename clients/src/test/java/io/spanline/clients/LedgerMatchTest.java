package io.spanline.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.topic.Ledger;
import java.time.Instant;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** What is sent and what the ledger has are given by the second; a reading is made every second. */
class LedgerMatchTest {
  private static final long SECOND = 1_000_000_000;
  private long second;
  private long duplicate;

  @Test
  void equalSidesAreSeenAtOnce() {
    LedgerMatch match = settled(now -> 100, now -> 100);

    assertThat(match.exact()).isTrue();
    assertThat(match.agrees(InputLog.NOT_ASKED)).isTrue();
    assertThat(second).isZero();
  }

  @Test
  void whatIsOnItsWayIsWaitedFor() {
    LedgerMatch match = settled(now -> 100, now -> now < 4 ? 60 : 100);

    assertThat(match.exact()).isTrue();
    assertThat(second).isEqualTo(4);
  }

  @Test
  void aLossIsSeenWhereNothingIsSent() {
    LedgerMatch match = settled(now -> 100, now -> 93);

    assertThat(match.agrees(InputLog.NOT_ASKED)).isFalse();
    assertThat(match.missing()).isEqualTo(7);
    assertThat(second).isEqualTo(10);
  }

  @Test
  void whileTrafficRunsTheLastSecondsMayLack() {
    LedgerMatch match = settled(now -> 1000 + 200 * now, now -> 1000 + 200 * (now - 1));

    assertThat(match.agrees(InputLog.NOT_ASKED)).isTrue();
    assertThat(match.exact()).isFalse();
    assertThat(match.underWay()).isEqualTo(200);
  }

  @Test
  void laterSpansDoNotPayForALossOfMore() {
    LedgerMatch match = settled(now -> 1000 + 200 * now, now -> 200 * now);

    assertThat(match.agrees(InputLog.NOT_ASKED)).isFalse();
    assertThat(match.missing()).isEqualTo(1000 - 3 * 200);
  }

  @Test
  void whatTheCollectorDoesNotKnowIsNoAgreement() {
    LedgerMatch match = settled(now -> 20, now -> 500);

    assertThat(match.agrees(InputLog.NOT_ASKED)).isFalse();
    assertThat(match.unknown()).isEqualTo(480);
    assertThat(second).isEqualTo(3);
  }

  @Test
  void aCollectorThatStartedLaterKnowsNothingOfEarlierSpans() {
    LedgerMatch match = settled(now -> 20, now -> 500);

    assertThat(match.agrees(new InputLog(100, 0))).isTrue();
  }

  @Test
  void aLossIsSeenThoughTheCollectorStartedLater() {
    LedgerMatch match = settled(now -> 20, now -> 500);

    assertThat(match.agrees(new InputLog(100, 1))).isFalse();
  }

  @Test
  void whatKafkaWasSentTwiceIsNotUnknown() {
    duplicate = 11;
    LedgerMatch match = settled(now -> 100, now -> 111);

    assertThat(match.exact()).isTrue();
    assertThat(match.agrees(InputLog.NOT_ASKED)).isTrue();
  }

  @Test
  void whatTheCollectorWasSentTwiceIsNotMissing() {
    duplicate = 11;
    LedgerMatch match = settled(now -> 111, now -> 111);

    assertThat(match.exact()).isTrue();
  }

  @Test
  void duplicatesDoNotPayForALoss() {
    duplicate = 11;
    LedgerMatch match = settled(now -> 100, now -> 104);

    assertThat(match.equal()).isFalse();
    assertThat(match.agrees(new InputLog(0, 7))).isFalse();
  }

  private LedgerMatch settled(LongUnaryOperator sent, LongUnaryOperator received) {
    return LedgerMatch.settled(
        () ->
            new LedgerMatch.Reading(
                new Ledgers.Account(List.of(row(received.applyAsLong(second)))),
                new CollectorCounters(0, 0, sent.applyAsLong(second), 0, 0, Instant.EPOCH)),
        () -> second * SECOND,
        () -> second++);
  }

  private Ledger row(long received) {
    return new Ledger(
        0,
        new Ledger.Records(1, 1, 0),
        new Ledger.Spans(received, received - duplicate, duplicate, 0, 0, 0),
        0,
        Instant.EPOCH);
  }
}
