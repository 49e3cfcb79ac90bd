package io.spanline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a commit holds on a real broker: there Kafka Streams flushes no store before it under
 * exactly-once, whereas its test driver always does.
 */
@Tag("broker")
class CommitIT {
  private static final long SEED = 20_261_123;

  private StreamsOnBroker parts;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    parts = new StreamsOnBroker(folder, Map.of());
    parts.streams().start();
  }

  @AfterEach
  void stop() {
    if (parts != null) {
      parts.close();
    }
  }

  @Test
  void holdsWhatIsOpenAlthoughNoStoreIsFlushed() throws Exception {
    KilledRun run = new KilledRun(parts, SEED);

    run.kill(3);

    assertThat(run.emitted()).isEqualTo(run.sent());
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(run.counted()).isEqualTo(run.requests()));
    assertThat(parts.streams().ledgers().now().balanced()).isTrue();
    assertThat(parts.streams().ledgers().now().emitted()).isEqualTo(run.sent().size());
  }
}
