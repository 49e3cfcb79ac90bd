package io.spanline.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StagesTest {
  private static final Instant TYPED = Instant.parse("2026-01-01T00:00:00Z");

  private Instant now = TYPED;

  @Test
  void tellsTheTimeOfEachStageFromTheMomentTheCommandWasTyped() {
    now = TYPED.plusSeconds(10);
    Stages stages = new Stages(() -> now, TYPED, Duration.ofSeconds(8));
    now = TYPED.plusMillis(12_500);

    stages.ended("tools");

    assertThat(stages.seconds())
        .containsExactly(
            java.util.Map.entry("build", 8.0),
            java.util.Map.entry("program start", 2.0),
            java.util.Map.entry("tools", 2.5));
    assertThat(stages.sinceTyped()).isEqualTo(Duration.ofMillis(12_500));
  }
}
