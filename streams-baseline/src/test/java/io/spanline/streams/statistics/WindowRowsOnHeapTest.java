package io.spanline.streams.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.statistics.StatisticsSubject.Edge;
import io.spanline.statistics.StatisticsSubject.Operation;
import io.spanline.statistics.Tally;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which rows stay on the heap, and what they take of it. */
class WindowRowsOnHeapTest extends WindowRowsScene {
  private static final long MOST_BYTES = 20_000_000;

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
}
