package io.spanline.streams.assembly;

import io.spanline.settings.Catalogue.Encoding;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** Rules of assembly for tests: the default times. */
final class Rules {
  static final MemoryBounds NO_BOUNDS =
      new MemoryBounds(Long.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE);

  /** Time enough that a trace is not read again from the input, but from rows. */
  static final long LATER = 1L << 50;

  private Rules() {}

  static AssemblyRules mostSpans(int spans) {
    return of(spans, 1 << 20);
  }

  static AssemblyRules mostBytes(int bytes) {
    return of(10_000, bytes);
  }

  private static AssemblyRules of(int spans, int bytes) {
    return new AssemblyRules(
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        Duration.ofSeconds(30),
        spans,
        bytes,
        256 << 20,
        100_000,
        Encoding.JSON);
  }

  /** An empty store for the account of a partition. */
  static KeyValueStore<Integer, byte[]> accountStore() {
    KeyValueStore<Integer, byte[]> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("account"), Serdes.Integer(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    store.init(new MockProcessorContext<Void, Void>().getStateStoreContext(), store);
    return store;
  }
}
