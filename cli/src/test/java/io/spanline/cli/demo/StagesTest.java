package io.spanline.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class StagesTest {
  private static final Instant TYPED = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void tellsTheTimeOfEachStageFromTheMomentTheCommandWasTyped() {
    HandClock clock = new HandClock(TYPED.plusSeconds(10));
    Stages stages = new Stages(clock, TYPED, Duration.ofSeconds(8));
    clock.now = TYPED.plusMillis(12_500);

    stages.ended("tools");

    assertThat(stages.seconds())
        .containsExactly(
            java.util.Map.entry("build", 8.0),
            java.util.Map.entry("program start", 2.0),
            java.util.Map.entry("tools", 2.5));
    assertThat(stages.sinceTyped()).isEqualTo(Duration.ofMillis(12_500));
  }

  private static final class HandClock extends Clock {
    private Instant now;

    HandClock(Instant now) {
      this.now = now;
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
