package io.spanline.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.spanline.model.SlicedSpan;
import io.spanline.model.Span;
import org.junit.jupiter.api.Test;

/** A span whose message and facts stand in an array, as open traces keep them. */
class PackedSpanTest {
  private final SpanReader reader = new SpanReader();

  @Test
  void aPackedSpanSaysTheSameAndNothingOnceItsBytesAreLetGo() {
    RandomOtlp source = new RandomOtlp(5);
    for (int n = 0; n < 300; n++) {
      for (Span span : ((Decoded.Spans) reader.read(source.next().toByteArray())).spans()) {
        SlicedSpan sliced = (SlicedSpan) span;
        byte[] bytes = new byte[3 + SlicedSpan.packedBytes(sliced.length()) + n % 3];

        sliced.pack(bytes, 3);
        SlicedSpan copy = unpacked(bytes, 3, sliced);

        assertThat(copy).isEqualTo(sliced).hasSameHashCodeAs(sliced).hasToString(span.toString());
        assertThat(copy.facts()).isEqualTo(span.facts());
        assertThat(copy.fragmentBytes()).isEqualTo(span.fragmentBytes());
        assertThat(copy.bytesApart()).isEqualTo(span.bytesApart());
        copy.letGo();
        assertThatNullPointerException().isThrownBy(copy::spanId);
        assertThatNullPointerException().isThrownBy(copy::otlp);
        assertThatNullPointerException().isThrownBy(copy::fragmentBytes);
      }
    }
  }

  private static SlicedSpan unpacked(byte[] bytes, int at, SlicedSpan like) {
    return SlicedSpan.unpack(
        bytes, at, like.sharedOrigin(), like.sharedScope(), like.operation(), like.peer());
  }
}
