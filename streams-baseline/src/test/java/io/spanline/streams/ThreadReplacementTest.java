package io.spanline.streams;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.settings.Settings;
import io.spanline.streams.store.UnknownRowFormatException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;

class ThreadReplacementTest {
  private final IllegalStateException failure = new IllegalStateException("for the test");
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final ThreadReplacement replacement = new ThreadReplacement(() -> now, 1);

  @Test
  void whatEndsAllThreadsAtOnceIsOneDeathOfEach() {
    ThreadReplacement ofFour = new ThreadReplacement(() -> now, 4);

    for (int i = 0; i < 12; i++) {
      assertThat(ofFour.handle(failure)).isEqualTo(REPLACE_THREAD);
    }
    assertThat(ofFour.handle(failure)).isEqualTo(SHUTDOWN_CLIENT);
  }

  @Test
  void replacesAThreadThreeTimesAndThenGivesUp() {
    assertThat(replacement.handle(failure)).isEqualTo(REPLACE_THREAD);
    assertThat(replacement.handle(failure)).isEqualTo(REPLACE_THREAD);
    assertThat(replacement.handle(failure)).isEqualTo(REPLACE_THREAD);

    assertThat(replacement.handle(failure)).isEqualTo(SHUTDOWN_CLIENT);
    assertThat(replacement.replaced()).isEqualTo(3);
  }

  @Test
  void doesNotReplaceAThreadThatFoundRowsOfAnotherFormat() {
    UnknownRowFormatException unknown = new UnknownRowFormatException("closed-traces", (byte) 0);

    assertThat(replacement.handle(new StreamsException("init failed", unknown)))
        .isEqualTo(SHUTDOWN_CLIENT);
    assertThat(replacement.replaced()).isZero();
    assertThatThrownBy(
            () ->
                StartRefusal.throwIfUnusable(
                    replacement.unusableState(),
                    Settings.of(Map.of("SPANLINE_STATE_DIR", "there"))))
        .isInstanceOfSatisfying(
            StartRefusal.class,
            refusal ->
                assertThat(refusal.problems())
                    .singleElement()
                    .asString()
                    .startsWith("store closed-traces holds rows of format 0")
                    .contains("/there", "--application-id spanline-streams-baseline"));
  }

  @Test
  void forgetsWhatWasLongAgo() {
    for (int i = 0; i < 6; i++) {
      assertThat(replacement.handle(failure)).isEqualTo(REPLACE_THREAD);
      now = now.plus(Duration.ofMinutes(4));
    }
    assertThat(replacement.replaced()).isEqualTo(6);
  }

  @Test
  void doesNotPretendToReplaceTheThreadOfTheViews() throws InterruptedException {
    List<StreamThreadExceptionResponse> answers = new CopyOnWriteArrayList<>();
    Thread views =
        new Thread(() -> answers.add(replacement.handle(failure)), "client-1-GlobalStreamThread");

    views.start();
    views.join();

    assertThat(answers).containsExactly(SHUTDOWN_CLIENT);
    assertThat(replacement.replaced()).isZero();
  }
}
