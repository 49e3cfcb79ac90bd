package io.spanline.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.settings.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InputRetentionTest {
  private final InputRetention retention =
      InputRetention.of(
          Settings.of(
              Map.of(
                  "SPANLINE_TRACE_GAP", "PT10S",
                  "SPANLINE_TRACE_SETTLE", "PT2S",
                  "SPANLINE_COMMIT_INTERVAL", "PT1S")));

  @Test
  void takesOneThatKeepsOpenTracesOrAll() {
    assertThat(retention.problems("65000", "kafka:9092")).isEmpty();
    assertThat(retention.problems("-1", "kafka:9092")).isEmpty();
  }

  @Test
  void refusesOneThatMayTakeOpenTraces() {
    assertThat(retention.problems("64999", "kafka:9092"))
        .singleElement()
        .asString()
        .startsWith("topic otlp_spans on kafka:9092 must have retention.ms=65000 or more")
        .endsWith("--entity-name otlp_spans --add-config retention.ms=65000");
  }
}
