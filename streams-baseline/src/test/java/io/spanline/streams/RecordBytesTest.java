package io.spanline.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class RecordBytesTest {
  private final RecordBytes values = new RecordBytes();

  @Test
  void readsWhatIsLeftOfABuffer() {
    ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3, 4}).position(1);

    assertThat(read(buffer)).containsExactly(2, 3, 4);
    assertThat(values.deserialize("topic", new RecordHeaders(), (ByteBuffer) null)).isNull();
  }

  @Test
  void fillsASpentArrayAgainForAValueOfItsLength() {
    byte[] spent = read(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    values.spent(spent);

    assertThat(read(ByteBuffer.wrap(new byte[] {4, 5}))).isNotSameAs(spent).containsExactly(4, 5);
    assertThat(read(ByteBuffer.wrap(new byte[] {6, 7, 8})))
        .isSameAs(spent)
        .containsExactly(6, 7, 8);
    assertThat(read(ByteBuffer.wrap(new byte[] {9, 9, 9}))).isNotSameAs(spent);
  }

  @Test
  void forgetsLengthsThatDoNotComeAnyMore() {
    byte[] rare = new byte[7];
    values.spent(rare);
    for (int i = 0; i < 2_000; i++) {
      values.spent(new byte[4_000]);
    }

    assertThat(read(ByteBuffer.allocate(7))).isNotSameAs(rare);
  }

  @Test
  void keepsNoneOfALargeRecord() {
    byte[] large = new byte[1 << 20];
    values.spent(large);

    assertThat(read(ByteBuffer.allocate(large.length))).isNotSameAs(large);
  }

  private byte[] read(ByteBuffer value) {
    return values.deserialize("topic", new RecordHeaders(), value);
  }
}
