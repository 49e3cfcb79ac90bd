package io.spanline.streams.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.Spans;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WindowRowsTest {
  private static final long WINDOW = 10_000;
  private static final StatisticsKey KEY = new StatisticsKey("service-a", WINDOW);

  private final KeyValueStore<String, StatisticsUpdate.Part> stored =
      Stores.keyValueStoreBuilder(
              Stores.inMemoryKeyValueStore("rows"), Serdes.String(), StatisticsUpdate.partSerde())
          .withLoggingDisabled()
          .build();
  private final KeyValueStore<Long, byte[]> requests =
      Stores.keyValueStoreBuilder(
              Stores.inMemoryKeyValueStore("requests"), Serdes.Long(), Serdes.ByteArray())
          .withLoggingDisabled()
          .build();

  @BeforeEach
  void open() {
    MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
    stored.init(context.getStateStoreContext(), stored);
    requests.init(context.getStateStoreContext(), requests);
  }

  @Test
  void findsRequestsAgainThatWereNotMergedYet() {
    WindowRows rows = rows();
    add(rows, 10);
    drain(rows);
    add(rows, 20);

    StatisticsUpdate.Part part = drain(rows()).get(KEY);

    assertThat(part.latencies().count()).isEqualTo(2);
    assertThat(part.latencies().maxNanos()).isEqualTo(20_000_000);
  }

  @Test
  void countsNoRequestTwiceHoweverOftenItIsReadBack() {
    add(rows(), 10);
    drain(rows());
    add(rows(), 20);

    assertThat(drain(rows()).get(KEY).latencies().count()).isEqualTo(2);
    assertThat(drain(rows()).get(KEY).latencies().count()).isEqualTo(2);
    assertThat(requests.approximateNumEntries()).isZero();
  }

  @Test
  void forgetsAWindowInTheStoreToo() {
    WindowRows rows = rows();
    add(rows, 10);
    drain(rows);

    rows.forgetBefore(WINDOW + 1);

    assertThat(drain(rows())).isEmpty();
  }

  private WindowRows rows() {
    return new WindowRows(stored, requests, 0);
  }

  private static void add(WindowRows rows, long millis) {
    rows.add(Request.of(Spans.entry("service-a").took(Spans.ms(millis)).span(), WINDOW));
  }

  private static Map<StatisticsKey, StatisticsUpdate.Part> drain(WindowRows rows) {
    Map<StatisticsKey, StatisticsUpdate.Part> changes = new HashMap<>();
    rows.drainChanges(changes::put);
    return changes;
  }
}
