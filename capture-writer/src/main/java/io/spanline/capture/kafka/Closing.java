package io.spanline.capture.kafka;

import java.time.Duration;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** The end of a consumer that has no group to leave and nothing to commit. */
final class Closing {
  private Closing() {}

  static void atOnce(KafkaConsumer<?, ?> consumer) {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }
}
