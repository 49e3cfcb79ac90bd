package io.spanline.streams;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ThreadReplacementTest {
  private final IllegalStateException failure = new IllegalStateException("for the test");
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final ThreadReplacement replacement = new ThreadReplacement(() -> now);

  @Test
  void replacesAThreadThreeTimesAndThenGivesUp() {
    assertThat(replacement.handle(failure)).isEqualTo(REPLACE_THREAD);
    assertThat(replacement.handle(failure)).isEqualTo(REPLACE_THREAD);
    assertThat(replacement.handle(failure)).isEqualTo(REPLACE_THREAD);

    assertThat(replacement.handle(failure)).isEqualTo(SHUTDOWN_CLIENT);
    assertThat(replacement.replaced()).isEqualTo(3);
  }

  @Test
  void forgetsWhatWasLongAgo() {
    for (int i = 0; i < 6; i++) {
      assertThat(replacement.handle(failure)).isEqualTo(REPLACE_THREAD);
      now = now.plus(Duration.ofMinutes(4));
    }
    assertThat(replacement.replaced()).isEqualTo(6);
  }
}
