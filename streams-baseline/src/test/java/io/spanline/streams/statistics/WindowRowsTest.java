package io.spanline.streams.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.statistics.CallTally;
import io.spanline.statistics.RequestCounts;
import io.spanline.statistics.RequestTally;
import io.spanline.statistics.StatisticsSubject.Edge;
import io.spanline.statistics.Tally;
import io.spanline.streams.store.UnknownRowFormatException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

/** What a restart finds, and what is handed over. */
class WindowRowsTest extends WindowRowsScene {
  @Test
  void findsChangesAgainThatNoStoredRowHolds() {
    WindowRows rows = rows();
    request(rows, 10);
    send(rows);
    rows.commit(nowMillis);
    request(rows, 20);
    call(rows, EDGE, 50);
    rows.add(rows.edge("service-a", "service-b", WINDOW), ANSWER);
    rows.add(rows.service("service-a", WINDOW), new Sample.Older(new RequestCounts(3, 2, 0)));
    rows.commit(nowMillis);

    Map<StatisticsKey, Tally> sent = send(rows());

    assertThat(stored.approximateNumEntries()).isZero();
    assertThat(sent).containsOnlyKeys(SERVICE_ROW, OPERATION_ROW, EDGE_ROW);
    assertThat(sent.get(SERVICE_ROW).count()).isEqualTo(2);
    assertThat(((RequestTally) sent.get(SERVICE_ROW)).older().requests()).isEqualTo(3);
    assertThat(((RequestTally) sent.get(OPERATION_ROW)).older().requests()).isZero();
    assertThat(sent.get(OPERATION_ROW).digests().get(0).maxNanos()).isEqualTo(20);
    CallTally calls = (CallTally) sent.get(EDGE_ROW);
    assertThat(calls.errors()).isEqualTo(1);
    assertThat(calls.unanswered()).isZero();
    assertThat(calls.server().sumNanos()).isEqualTo(70);
    assertThat(calls.gap().sumNanos()).isEqualTo(-20);
  }

  @Test
  void countsNoRequestTwiceHoweverOftenItIsReadBack() {
    for (int life = 1; life <= 5; life++) {
      WindowRows rows = rows();
      request(rows, 10);
      // Some lives store the row whole, others only what was added.
      nowMillis += life % 2 == 0 ? 60_000 : 0;
      rows.commit(nowMillis);
      request(rows, 99);
    }

    Map<StatisticsKey, Tally> sent = send(rows());

    assertThat(sent.get(SERVICE_ROW).count()).isEqualTo(5);
    assertThat(sent.get(OPERATION_ROW).count()).isEqualTo(5);
    assertThat(sent.get(OPERATION_ROW).digests().get(0).maxNanos()).isEqualTo(10);
  }

  @Test
  void forgetsChangesOnceTheirRowsAreStoredAndSent() {
    WindowRows rows = rows();
    request(rows, 10);
    nowMillis += 60_000;
    rows.commit(nowMillis);
    assertThat(stored.approximateNumEntries()).isEqualTo(2);
    assertThat(changes.approximateNumEntries()).isEqualTo(1);

    assertThat(send(rows)).hasSize(2);
    rows.commit(nowMillis);

    assertThat(changes.approximateNumEntries()).isZero();
    assertThat(send(rows())).isEmpty();
  }

  @Test
  void storesALargeRowWithEachCommitAndNotChangeByChange() {
    WindowRows rows = rows();
    for (int i = 0; i < 5_000; i++) {
      request(rows, i);
    }
    rows.commit(nowMillis);
    send(rows);
    rows.commit(nowMillis + 60_000);
    for (int i = 0; i < 5_000; i++) {
      request(rows, i);
    }
    rows.commit(nowMillis + 60_000);

    Map<StatisticsKey, Tally> sent = send(rows());

    changes.all().forEachRemaining(chunk -> assertThat(chunk.value.length).isLessThan(100));
    assertThat(sent.get(SERVICE_ROW).count()).isEqualTo(10_000);
    assertThat(sent.get(OPERATION_ROW).digests().get(0).count()).isEqualTo(10_000);
  }

  @Test
  void handsOverFirstWhatWaitsLongest() {
    WindowRows rows = rows();
    rows.reported(7_000, nowMillis);
    call(rows, new Edge("a", "b"), 1);
    rows.reported(8_000, nowMillis + 500);
    call(rows, new Edge("c", "d"), 1);
    call(rows, new Edge("a", "b"), 1);

    ChangedRows.Since first = rows.oldestUnsent();
    Map<StatisticsKey, Tally> sent = new HashMap<>();
    rows.send(1, row -> sent.put(row.key(), row.tally()));

    assertThat(first).isEqualTo(new ChangedRows.Since(0, 7_000, nowMillis));
    assertThat(sent).containsOnlyKeys(new StatisticsKey(new Edge("a", "b"), WINDOW));
    assertThat(rows.oldestUnsent()).isEqualTo(new ChangedRows.Since(0, 8_000, nowMillis + 500));
  }

  @Test
  void knowsUnansweredCallsOnTheHeapAndInTheStore() {
    WindowRows rows = rows();
    assertThat(rows.counted(EDGE_ROW)).isNull();
    call(rows, EDGE, 50);
    assertThat(unanswered(rows)).isEqualTo(1);
    rows.commit(nowMillis + 60_000);

    assertThat(unanswered(rows())).isEqualTo(1);
  }

  @Test
  void logsWhatNoOneRecordOfAChangelogCouldHold() {
    String longName = "€".repeat(100);
    WindowRows rows = rows();
    for (int i = 0; i < 5_000; i++) {
      call(rows, new Edge(longName + i, longName), i);
    }
    rows.commit(nowMillis);

    assertThat(changes.approximateNumEntries()).isGreaterThan(10);
    changes.all().forEachRemaining(chunk -> assertThat(chunk.value.length).isLessThan(300_000));
    assertThat(send(rows())).hasSize(5_000);
  }

  @Test
  void forgetsAWindowInTheStoreAndInTheLog() {
    WindowRows rows = rows();
    request(rows, 10);
    rows.commit(nowMillis + 60_000);
    call(rows, EDGE, 10);

    rows.forgetBefore(WINDOW + 1);
    rows.commit(nowMillis + 60_000);

    assertThat(stored.approximateNumEntries()).isZero();
    assertThat(send(rows())).isEmpty();
    request(rows, 20);
    assertThat(send(rows).get(SERVICE_ROW).count()).isEqualTo(1);
  }

  @Test
  void admitsAfterARestartTheNamesThatHaveRows() {
    WindowRows rows = rows();
    request(rows, 10);
    rows.commit(nowMillis + 60_000);
    call(rows, EDGE, 50);
    rows.commit(nowMillis + 60_000);

    NameGuard restored = new NameGuard(new NameLimits(1, 1, 1));
    rows(restored);

    assertThat(restored.admitted(OPERATION, WINDOW)).isEqualTo(OPERATION);
    assertThat(restored.admitted(EDGE, WINDOW)).isEqualTo(EDGE);
    assertThat(restored.admitted(new Edge("x", "y"), WINDOW)).isEqualTo(NameGuard.common());
  }

  @Test
  void refusesRowsOfAnotherVersion() {
    stored.put(Bytes.wrap(EDGE_ROW.toBytes()), new CallTally().toBytes());

    assertThatThrownBy(this::rows).isInstanceOf(UnknownRowFormatException.class);
  }

  @Test
  void refusesChangesOfAnotherVersion() {
    WindowRows rows = rows();
    request(rows, 10);
    rows.commit(nowMillis);
    byte[] chunk = changes.get(0L);
    changes.put(0L, Arrays.copyOfRange(chunk, 1, chunk.length));

    assertThatThrownBy(this::rows).isInstanceOf(UnknownRowFormatException.class);
  }
}
