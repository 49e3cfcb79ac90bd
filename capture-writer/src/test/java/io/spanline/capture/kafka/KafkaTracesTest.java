package io.spanline.capture.kafka;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.capture.order.Refusal;
import io.spanline.capture.order.StopSignal;
import io.spanline.captures.TimeRange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KafkaTracesTest {
  @Test
  void refusesWhereNoBrokerAnswers() {
    Duration second = Duration.ofSeconds(1);
    KafkaTraces.Waits waits = new KafkaTraces.Waits(second, second, second, second);
    TimeRange range = new TimeRange(Instant.EPOCH, Instant.EPOCH.plusSeconds(9));
    try (KafkaTraces nowhere = new KafkaTraces("127.0.0.1:1", waits, Clock.systemUTC())) {
      assertThatThrownBy(() -> nowhere.extent(range, new StopSignal()))
          .isInstanceOf(Refusal.class)
          .hasMessage("Kafka at 127.0.0.1:1 does not answer; check that it runs, then ask again");
    }
  }
}
