package io.spanline.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.topic.Topics;
import java.nio.ByteBuffer;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class RecordBytesTest {
  private static final String SPANS = Topics.OTLP_SPANS.name();

  private final RecordBytes values = new RecordBytes();

  @Test
  void readsWhatIsLeftOfABuffer() {
    ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3, 4}).position(1);

    assertThat(read(buffer)).containsExactly(2, 3, 4);
    assertThat(values.deserialize(SPANS, new RecordHeaders(), (ByteBuffer) null)).isNull();
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
  void fillsNoneWithARecordOfAnotherTopic() {
    byte[] spent = new byte[3];
    values.spent(spent);

    byte[] other =
        values.deserialize("other", new RecordHeaders(), ByteBuffer.wrap(new byte[] {1, 2, 3}));

    assertThat(other).isNotSameAs(spent).containsExactly(1, 2, 3);
  }

  @Test
  void keepsNoneOfALargeRecord() {
    byte[] large = new byte[1 << 20];
    values.spent(large);

    assertThat(read(ByteBuffer.allocate(large.length))).isNotSameAs(large);
  }

  private byte[] read(ByteBuffer value) {
    return values.deserialize(SPANS, new RecordHeaders(), value);
  }
}
