package io.spanline.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.settings.Settings;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class StreamsPropertiesTest {
  @Test
  void twoInstancesAreTwoMembersThatKnowWhereToAskEachOther() {
    Properties first = StreamsProperties.of(Settings.of(Map.of()));
    Properties second =
        StreamsProperties.of(
            Settings.of(
                Map.of("SPANLINE_INSTANCE", "b", "SPANLINE_PORT_STREAMS_BASELINE", "18099")));

    assertThat(first)
        .containsEntry("client.id", "streams-baseline-1")
        .containsEntry("main.consumer.group.instance.id", "1")
        .containsEntry("application.server", "127.0.0.1:18090");
    assertThat(second)
        .containsEntry("client.id", "streams-baseline-b")
        .containsEntry("main.consumer.group.instance.id", "b")
        .containsEntry("application.server", "127.0.0.1:18099")
        .containsEntry("application.id", first.get("application.id"));
  }

  @Test
  void processesExactlyOnce() {
    assertThat(StreamsProperties.of(Settings.of(Map.of())))
        .containsEntry("processing.guarantee", "exactly_once_v2")
        // A task that is taken over reads up to a million records of input again meanwhile.
        .containsEntry("producer.transaction.timeout.ms", 60_000)
        .containsEntry("statestore.cache.max.bytes", 1L << 20);
  }
}
