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

  /** Tables use the lower bits of a hash: random ones leave 6 300 different of 10 000. */
  @Test
  void countersWrittenFromTheirLowestByteSpreadOverATable() {
    long places =
        LongStream.rangeClosed(1, IDS)
            .map(count -> new SpanId(Long.reverseBytes(count)).hashCode() & 0x3fff)
            .distinct()
            .count();

    assertThat(places).isGreaterThan(IDS / 2);
  }
}
