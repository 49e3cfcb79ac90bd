package io.spanline.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.api.HealthReport.Restoring;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestoreProgressTest {
  private static final TopicPartition CHANGELOG = new TopicPartition("changelog", 2);

  private final RestoreProgress progress = new RestoreProgress();

  @Test
  void saysHowFarAStoreHasCome() {
    progress.onRestoreStart(CHANGELOG, "open-traces", 100, 600);
    progress.onBatchRestored(CHANGELOG, "open-traces", 299, 200);
    progress.onBatchRestored(CHANGELOG, "open-traces", 399, 100);

    assertThat(progress.now()).containsExactly(new Restoring("open-traces", 2, 300, 500));
  }

  @Test
  void forgetsWhatIsThereOrWasTakenAway() {
    progress.onRestoreStart(CHANGELOG, "open-traces", 0, 5);
    progress.onRestoreEnd(CHANGELOG, "open-traces", 5);
    assertThat(progress.now()).isEmpty();

    progress.onRestoreStart(CHANGELOG, "open-traces", 0, 5);
    progress.onRestoreSuspended(CHANGELOG, "open-traces", 1);
    assertThat(progress.now()).isEmpty();
  }
}
