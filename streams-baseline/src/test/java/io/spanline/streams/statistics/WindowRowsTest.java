package io.spanline.streams.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.statistics.CallCounts;
import io.spanline.statistics.CallTally;
import io.spanline.statistics.CallTimes;
import io.spanline.statistics.RequestCounts;
import io.spanline.statistics.RequestTally;
import io.spanline.statistics.StatisticsSubject.Edge;
import io.spanline.statistics.StatisticsSubject.Operation;
import io.spanline.statistics.StatisticsSubject.Service;
import io.spanline.statistics.Tally;
import io.spanline.streams.store.UnknownRowFormatException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** {@code rows()} is a program that starts with what the last commit stored. */
class WindowRowsTest {
  private static final long WINDOW = 10_000;
  private static final long MOST_BYTES = 20_000_000;
  private static final Operation OPERATION = new Operation("service-a", "GET /a");
  private static final Service SERVICE = new Service("service-a");
  private static final Edge EDGE = new Edge("service-a", "service-b");
  private static final StatisticsKey SERVICE_ROW = new StatisticsKey(SERVICE, WINDOW);
  private static final StatisticsKey OPERATION_ROW = new StatisticsKey(OPERATION, WINDOW);
  private static final StatisticsKey EDGE_ROW = new StatisticsKey(EDGE, WINDOW);
  private static final Sample ANSWER =
      new Sample.Call(new CallCounts(0, 0, -1), new CallTimes(null, 70L, -20L));

  private final KeyValueStore<Bytes, byte[]> stored = store("rows", Serdes.Bytes());
  private final KeyValueStore<Long, byte[]> changes = store("changes", Serdes.Long());
  private long nowMillis = 1_000_000;

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
  void keepsTheHeapBoundedOverTheTicksOfIdleRows() {
    WindowRows rows = rows();
    long most = 0;
    int sent = 0;
    for (int tick = 0; tick < 9; tick++) {
      for (int i = 0; i < 9_000; i++) {
        call(rows, new Edge("a", "b" + (tick * 9_000 + i)), i);
      }
      most = Math.max(most, rows.heapBytes());
      if (rows.heapBytes() > MOST_BYTES) {
        Map<StatisticsKey, Tally> all = new HashMap<>();
        rows.makeRoom(MOST_BYTES / 2, row -> all.put(row.key(), row.tally()));
        sent += all.size();
      }
    }

    assertThat(most).isBetween(MOST_BYTES, 3 * MOST_BYTES / 2);
    assertThat(sent + rows.unsent()).isEqualTo(81_000);
    rows.commit(nowMillis + 60_000);
    assertThat(stored.approximateNumEntries()).isEqualTo(81_000);
  }

  /** The row of an operation may leave the heap while that of its service stays. */
  @Test
  void keepsRowsThatChangeOnTheHeapIfTheOthersMakeRoom() {
    WindowRows rows = rows();
    request(rows, "GET /idle", 5);
    for (int i = 0; rows.heapBytes() < MOST_BYTES; i++) {
      call(rows, new Edge("idle", "b" + i), i);
    }
    rows.send(0, row -> {});
    rows.send(0, row -> {});
    rows.commit(nowMillis);
    request(rows, 10);

    Map<StatisticsKey, Tally> sent = new HashMap<>();
    rows.makeRoom(MOST_BYTES / 2, row -> sent.put(row.key(), row.tally()));

    assertThat(rows.heapBytes()).isLessThan(MOST_BYTES / 2);
    assertThat(sent).isNotEmpty().doesNotContainKeys(SERVICE_ROW, OPERATION_ROW);
    request(rows, 20);
    rows.commit(nowMillis);
    WindowRows restarted = rows();
    assertThat(send(restarted).get(SERVICE_ROW).count()).isEqualTo(3);
    request(restarted, "GET /idle", 6);
    // None is handed over two times running.
    send(restarted);
    Map<StatisticsKey, Tally> again = send(restarted);
    assertThat(again.get(SERVICE_ROW).count()).isEqualTo(4);
    assertThat(
            again.get(new StatisticsKey(new Operation("service-a", "GET /idle"), WINDOW)).count())
        .isEqualTo(2);
  }

  /** A large row grows when it is encoded, too. */
  @Test
  void takesNothingOfTheHeapOnceAllRowsHaveLeftIt() {
    WindowRows rows = rows();
    for (int round = 0; round < 8; round++) {
      for (int i = 0; i < 1_500; i++) {
        request(rows, 1_000L * i + round);
        call(rows, EDGE, 7L * i + round);
      }
      nowMillis += 500;
      rows.commit(nowMillis);
      send(rows);
    }
    assertThat(rows.heapBytes()).isGreaterThan(50_000);

    for (int tick = 0; tick < 30; tick++) {
      nowMillis += 500;
      send(rows);
      rows.commit(nowMillis);
    }

    assertThat(rows.heapBytes()).isZero();
  }

  @Test
  void readsARowBackThatHasLeftTheHeap() {
    WindowRows rows = rows();
    request(rows, 10);
    for (int tick = 0; tick < 30; tick++) {
      nowMillis += 500;
      send(rows);
      rows.commit(nowMillis);
    }
    assertThat(rows.heapBytes()).isZero();
    request(rows, 30);

    Tally row = send(rows).get(SERVICE_ROW);

    assertThat(row.count()).isEqualTo(2);
    assertThat(row.digests().get(0).minNanos()).isEqualTo(10);
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

  private static <K> KeyValueStore<K, byte[]> store(String name, Serde<K> keys) {
    KeyValueStore<K, byte[]> store =
        Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), keys, Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    store.init(new MockProcessorContext<Void, Void>().getStateStoreContext(), store);
    return store;
  }

  private WindowRows rows() {
    return rows(new NameGuard(new NameLimits(9, 9, 100_000)));
  }

  private WindowRows rows(NameGuard guard) {
    return new WindowRows(new StoredRows(stored), new ChangeLog(changes), guard, nowMillis);
  }

  private static void request(WindowRows rows, long nanos) {
    request(rows, "GET /a", nanos);
  }

  private static void request(WindowRows rows, String operation, long nanos) {
    rows.add(
        rows.operation("service-a", operation, WINDOW),
        new Sample.Request(new RequestCounts(1, 0, 0), nanos));
  }

  /** A call that failed, or has no answer yet. */
  private static void call(WindowRows rows, Edge edge, long nanos) {
    rows.add(
        rows.edge(edge.caller(), edge.callee(), WINDOW),
        new Sample.Call(new CallCounts(1, 1, 1), new CallTimes(nanos, null, null)));
  }

  private static long unanswered(WindowRows rows) {
    Row row = rows.counted(EDGE_ROW);
    return row == null ? 0 : ((CallTally) row.tally()).unanswered();
  }

  private static Map<StatisticsKey, Tally> send(WindowRows rows) {
    Map<StatisticsKey, Tally> sent = new HashMap<>();
    rows.send(Integer.MAX_VALUE, row -> sent.put(row.key(), row.tally()));
    return sent;
  }
}
