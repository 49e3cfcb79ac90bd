package io.spanline.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SpanIdTest {
  private static final int IDS = 10_000;

  /** The halves of such an id are equal, so that a plain hash of it is 0. */
  @Test
  void idsOfOneShapeDoNotCollide() {
    long hashes =
        LongStream.rangeClosed(1, IDS)
            .map(half -> new SpanId(half << 32 | half).hashCode())
            .distinct()
            .count();

    assertThat(hashes).isGreaterThan(IDS * 99 / 100);
  }
}
