package io.spanline.streams.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitHookTest {
  @TempDir private Path state;

  @Test
  void storesWithTheCommitWhatIsOnTheHeap() {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "counting");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    try (TopologyTestDriver driver =
        new TopologyTestDriver(CountingTopology.of("in", "out", Integer.MAX_VALUE), properties)) {
      var input = driver.createInputTopic("in", new StringSerializer(), new StringSerializer());

      input.pipeInput("key", "one");
      input.pipeInput("key", "two");

      assertThat(driver.<String, Long>getKeyValueStore(CountingTopology.COUNT).get("count"))
          .isEqualTo(2);
    }
  }

  @Test
  void refusesAStoreThatTellsNobodyOfCommits() {
    KeyValueStore<String, Long> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("plain"), Serdes.String(), Serdes.Long())
            .build();

    assertThatThrownBy(() -> CommitHook.of(store))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("store plain must be built with a commit hook");
  }
}
