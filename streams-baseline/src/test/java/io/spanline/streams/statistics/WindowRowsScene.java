package io.spanline.streams.statistics;

import io.spanline.statistics.CallCounts;
import io.spanline.statistics.CallTally;
import io.spanline.statistics.CallTimes;
import io.spanline.statistics.RequestCounts;
import io.spanline.statistics.StatisticsSubject.Edge;
import io.spanline.statistics.StatisticsSubject.Operation;
import io.spanline.statistics.StatisticsSubject.Service;
import io.spanline.statistics.Tally;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** Rows on two stores: {@code rows()} is a program that starts with what the last commit stored. */
abstract class WindowRowsScene {
  static final long WINDOW = 10_000;
  static final Operation OPERATION = new Operation("service-a", "GET /a");
  static final Service SERVICE = new Service("service-a");
  static final Edge EDGE = new Edge("service-a", "service-b");
  static final StatisticsKey SERVICE_ROW = new StatisticsKey(SERVICE, WINDOW);
  static final StatisticsKey OPERATION_ROW = new StatisticsKey(OPERATION, WINDOW);
  static final StatisticsKey EDGE_ROW = new StatisticsKey(EDGE, WINDOW);
  static final Sample ANSWER =
      new Sample.Call(new CallCounts(0, 0, -1), new CallTimes(null, 70L, -20L));

  final KeyValueStore<Bytes, byte[]> stored = store("rows", Serdes.Bytes());
  final KeyValueStore<Long, byte[]> changes = store("changes", Serdes.Long());
  long nowMillis = 1_000_000;

  static <K> KeyValueStore<K, byte[]> store(String name, Serde<K> keys) {
    KeyValueStore<K, byte[]> store =
        Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), keys, Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    store.init(new MockProcessorContext<Void, Void>().getStateStoreContext(), store);
    return store;
  }

  WindowRows rows() {
    return rows(new NameGuard(new NameLimits(9, 9, 100_000)));
  }

  WindowRows rows(NameGuard guard) {
    return new WindowRows(new StoredRows(stored), new ChangeLog(changes), guard, nowMillis);
  }

  static void request(WindowRows rows, long nanos) {
    request(rows, "GET /a", nanos);
  }

  static void request(WindowRows rows, String operation, long nanos) {
    rows.add(
        rows.operation("service-a", operation, WINDOW),
        new Sample.Request(new RequestCounts(1, 0, 0), nanos));
  }

  /** A call that failed, or has no answer yet. */
  static void call(WindowRows rows, Edge edge, long nanos) {
    rows.add(
        rows.edge(edge.caller(), edge.callee(), WINDOW),
        new Sample.Call(new CallCounts(1, 1, 1), new CallTimes(nanos, null, null)));
  }

  static long unanswered(WindowRows rows) {
    Row row = rows.counted(EDGE_ROW);
    return row == null ? 0 : ((CallTally) row.tally()).unanswered();
  }

  static Map<StatisticsKey, Tally> send(WindowRows rows) {
    Map<StatisticsKey, Tally> sent = new HashMap<>();
    rows.send(Integer.MAX_VALUE, row -> sent.put(row.key(), row.tally()));
    return sent;
  }
}
