package io.spanline.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DecoderFuzzTest {
  private static final long SEED = 20261123;

  @Test
  void whateverIsSentIsReadOrRefused() {
    FuzzReport report = new DecoderFuzz(SEED).run(20_000, number -> {});

    assertThat(report.findings()).isEmpty();
    // Spoilt beyond reading all of them, the inputs would test nothing but the refusal.
    assertThat(report.outcomes().get("decoded")).isGreaterThan(2_000);
    assertThat(report.outcomes().get("malformed: not-otlp")).isGreaterThan(2_000);
  }

  @Test
  void theSameSeedMakesTheSameInputs() {
    assertThat(new DecoderFuzz(SEED).input(17)).isEqualTo(new DecoderFuzz(SEED).input(17));
    assertThat(new DecoderFuzz(SEED).input(17)).isNotEqualTo(new DecoderFuzz(SEED + 1).input(17));
  }
}
