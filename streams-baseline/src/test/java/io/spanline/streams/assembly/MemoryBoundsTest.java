package io.spanline.streams.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryBoundsTest {
  private static final AssemblyRules RULES = Rules.mostSpans(10_000);

  @Test
  void allowsWhatTheSettingsSayWhereTheHeapIsLarge() {
    MemoryBounds bounds = MemoryBounds.of(RULES, 16L << 30, 4);

    assertThat(bounds.openBytes()).isEqualTo(256 << 20);
    assertThat(bounds.openTraces()).isEqualTo(100_000);
    assertThat(bounds.rememberedBytes()).isEqualTo((4L << 30) * 9 / 40);
  }

  @Test
  void allowsTwoThirdsOfASmallHeapToAllPartitionsTogether() {
    MemoryBounds bounds = MemoryBounds.of(RULES, 512 << 20, 4);

    assertThat(bounds.openBytes()).isEqualTo((128L << 20) * 9 / 20);
    assertThat(bounds.rememberedBytes()).isEqualTo((128L << 20) * 9 / 40);
  }
}
