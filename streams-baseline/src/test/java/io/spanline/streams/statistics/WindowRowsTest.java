package io.spanline.streams.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.statistics.CallCounts;
import io.spanline.statistics.CallTally;
import io.spanline.statistics.CallTimes;
import io.spanline.statistics.RequestCounts;
import io.spanline.statistics.RequestTally;
import io.spanline.statistics.StatisticsSubject.Edge;
import io.spanline.statistics.StatisticsSubject.Operation;
import io.spanline.statistics.StatisticsSubject.Service;
import io.spanline.statistics.Tally;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class WindowRowsTest {
  private static final long WINDOW = 10_000;
  private static final Operation OPERATION = new Operation("service-a", "GET /a");
  private static final Service SERVICE = new Service("service-a");
  private static final Edge EDGE = new Edge("service-a", "service-b");
  private static final StatisticsKey SERVICE_ROW = new StatisticsKey(SERVICE, WINDOW);
  private static final StatisticsKey OPERATION_ROW = new StatisticsKey(OPERATION, WINDOW);
  private static final StatisticsKey EDGE_ROW = new StatisticsKey(EDGE, WINDOW);

  private static final Sample ANSWER =
      new Sample.Call(WINDOW, EDGE, new CallCounts(0, 0, -1), new CallTimes(null, 70L, -20L));

  private final KeyValueStore<Bytes, byte[]> stored = store("rows", Serdes.Bytes());
  private final KeyValueStore<Long, byte[]> samples = store("samples", Serdes.Long());

  @Test
  void findsSamplesAgainThatNoStoredRowHolds() {
    WindowRows rows = rows();
    rows.add(List.of(request(10)));
    drain(rows);
    rows.add(List.of(request(20), call(EDGE, 50)));
    rows.add(List.of(ANSWER, new Sample.Older(WINDOW, SERVICE, new RequestCounts(3, 2, 0))));

    Map<StatisticsKey, Tally> changes = drain(rows());

    assertThat(changes).containsOnlyKeys(SERVICE_ROW, OPERATION_ROW, EDGE_ROW);
    assertThat(changes.get(SERVICE_ROW).count()).isEqualTo(2);
    assertThat(((RequestTally) changes.get(SERVICE_ROW)).older().requests()).isEqualTo(3);
    assertThat(((RequestTally) changes.get(OPERATION_ROW)).older().requests()).isZero();
    assertThat(changes.get(OPERATION_ROW).digests().get(0).maxNanos()).isEqualTo(20);
    CallTally calls = (CallTally) changes.get(EDGE_ROW);
    assertThat(calls.errors()).isEqualTo(1);
    assertThat(calls.unanswered()).isZero();
    assertThat(calls.server().sumNanos()).isEqualTo(70);
    assertThat(calls.gap().sumNanos()).isEqualTo(-20);
  }

  @Test
  void countsNoRequestTwiceHoweverOftenItIsReadBack() {
    rows().add(List.of(request(10)));
    drain(rows());
    rows().add(List.of(request(20)));

    assertThat(drain(rows()).get(SERVICE_ROW).count()).isEqualTo(2);
    assertThat(samples.approximateNumEntries()).isZero();
    assertThat(drain(rows())).isEmpty();
  }

  @Test
  void keepsTheHeapBoundedOverTheTicksOfIdleRows() {
    WindowRows rows = rows();
    int most = 0;
    for (int tick = 0; tick < 9; tick++) {
      rows.add(calls(tick * 3_000, 3_000));
      most = Math.max(most, rows.rowsOnHeap());
      if (rows.areMany() || tick % 2 == 0) {
        drain(rows);
      }
    }

    assertThat(most).isLessThan(WindowRows.MANY_ROWS + 3_000);
    assertThat(stored.approximateNumEntries()).isEqualTo(27_000);
  }

  /** Calls of so many edges, one of each. */
  private static List<Sample> calls(int from, int number) {
    return IntStream.range(from, from + number)
        .mapToObj(i -> call(new Edge("a", "b" + i), i))
        .toList();
  }

  @Test
  void readsARowBackThatHasLeftTheHeap() {
    WindowRows rows = rows();
    rows.add(List.of(request(10)));
    IntStream.range(0, 30).forEach(tick -> drain(rows));
    rows.add(List.of(request(30)));

    Tally row = drain(rows).get(SERVICE_ROW);

    assertThat(row.count()).isEqualTo(2);
    assertThat(row.digests().get(0).minNanos()).isEqualTo(10);
  }

  @Test
  void knowsUnansweredCallsOnTheHeapAndInTheStore() {
    WindowRows rows = rows();
    assertThat(rows.unanswered(EDGE_ROW)).isZero();
    rows.add(List.of(call(EDGE, 50)));
    assertThat(rows.unanswered(EDGE_ROW)).isEqualTo(1);
    drain(rows);

    assertThat(rows().unanswered(EDGE_ROW)).isEqualTo(1);
  }

  @Test
  void logsWhatNoOneRowOfAChangelogCouldHold() {
    String longName = "€".repeat(128);
    List<Sample> many =
        IntStream.range(0, 5_000).mapToObj(i -> call(new Edge(longName, longName), i)).toList();
    rows().add(many);

    assertThat(samples.approximateNumEntries()).isGreaterThan(20);
    samples.all().forEachRemaining(row -> assertThat(row.value.length).isLessThan(70_000));
    assertThat(drain(rows()).values()).extracting(Tally::count).containsExactly(5_000L);
  }

  @Test
  void forgetsAWindowInTheStoreToo() {
    WindowRows rows = rows();
    rows.add(List.of(request(10)));
    drain(rows);

    rows.forgetBefore(WINDOW + 1);

    assertThat(stored.approximateNumEntries()).isZero();
    rows.add(List.of(request(20)));
    assertThat(drain(rows).get(SERVICE_ROW).count()).isEqualTo(1);
  }

  @Test
  void admitsAfterARestartTheNamesThatHaveRows() {
    rows().add(List.of(request(10)));
    drain(rows());
    rows().add(List.of(call(EDGE, 50)));

    NameGuard restored = new NameGuard(new NameLimits(1, 1, 1));
    new WindowRows(stored, new SampleLog(samples), restored);

    assertThat(restored.admitted(OPERATION, WINDOW)).isEqualTo(OPERATION);
    assertThat(restored.admitted(EDGE, WINDOW)).isEqualTo(EDGE);
    assertThat(restored.admitted(new Edge("x", "y"), WINDOW)).isEqualTo(NameGuard.common());
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
    return new WindowRows(stored, new SampleLog(samples), new NameGuard(new NameLimits(9, 9, 9)));
  }

  private static Sample request(long nanos) {
    return new Sample.Request(WINDOW, OPERATION, new RequestCounts(1, 0, 0), nanos);
  }

  /** A call that failed, or has no answer yet. */
  private static Sample call(Edge edge, long nanos) {
    return new Sample.Call(WINDOW, edge, new CallCounts(1, 1, 1), new CallTimes(nanos, null, null));
  }

  private static Map<StatisticsKey, Tally> drain(WindowRows rows) {
    Map<StatisticsKey, Tally> changes = new HashMap<>();
    rows.drainChanges(changes::put);
    return changes;
  }
}
