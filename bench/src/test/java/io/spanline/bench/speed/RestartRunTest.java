package io.spanline.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestartRunTest {
  @ParameterizedTest
  @CsvSource({"30,15", "60,30", "75,45", "3630,3600"})
  void killsHalfAMinuteBeforeTheEndAndNeverBeforeHalf(int seconds, int before) {
    assertThat(RestartRun.beforeKill(Duration.ofSeconds(seconds)))
        .isEqualTo(Duration.ofSeconds(before));
  }
}
