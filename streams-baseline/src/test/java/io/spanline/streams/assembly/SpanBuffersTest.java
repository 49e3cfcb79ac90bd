package io.spanline.streams.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanBuffersTest {
  private final SpanBuffers buffers = new SpanBuffers(10_000);

  @Test
  void anArrayHasRoomAndIsOfAWholeNumberOfSteps() {
    for (int bytes = 0; bytes <= 5_000; bytes++) {
      byte[] array = buffers.take(bytes);

      assertThat(array.length).isGreaterThanOrEqualTo(bytes).isLessThan(bytes + 32);
      assertThat(SpanBuffers.heapBytes(bytes)).isEqualTo(array.length + 16);
    }
  }

  @Test
  void whatWasGivenBackIsTakenAgainForASpanOfItsSize() {
    byte[] array = buffers.take(400);
    buffers.giveBack(array);

    assertThat(buffers.take(100)).isNotSameAs(array);
    assertThat(buffers.take(398)).isSameAs(array);
    assertThat(buffers.take(398)).isNotSameAs(array);
  }

  @Test
  void noMoreIsKeptThanItsBound() {
    List<byte[]> arrays = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      arrays.add(buffers.take(1_000));
    }
    arrays.forEach(buffers::giveBack);
    buffers.giveBack(buffers.take(6_000));

    List<byte[]> again = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      again.add(buffers.take(1_000));
    }
    // Nine fit; each tenth begins anew.
    assertThat(again.stream().filter(one -> arrays.stream().anyMatch(old -> old == one)))
        .hasSize(1);
  }

  @Test
  void sizesThatDoNotComeAnyMoreKeepOutNone() {
    for (int i = 0; i < 20; i++) {
      buffers.giveBack(new byte[1_008]);
    }
    byte[] array = buffers.take(400);
    for (int i = 0; i < 30; i++) {
      buffers.giveBack(array);
      assertThat(buffers.take(400)).isSameAs(array);
    }
  }
}
