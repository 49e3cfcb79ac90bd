package io.spanline.bench.fuzz;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Spoils one field somewhere in a protobuf message, whatever its schema, and mends every length
 * around it; so the change reaches the place where it is read.
 */
final class WireMutation {
  private static final List<Long> NUMBERS =
      List.of(0L, 1L, 2L, 7L, -1L, 0x300L, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32, 1L << 31);
  private static final int DEEPEST = 12;

  private final Random random;

  WireMutation(Random random) {
    this.random = random;
  }

  /** The message with one field spoilt; unchanged if it is no message. */
  byte[] of(byte[] message) {
    try {
      return spoilt(UnknownFieldSet.parseFrom(message), 0).toByteArray();
    } catch (InvalidProtocolBufferException e) {
      return message;
    }
  }

  private UnknownFieldSet spoilt(UnknownFieldSet message, int depth) {
    List<Map.Entry<Integer, Field>> fields = new ArrayList<>(message.asMap().entrySet());
    if (fields.isEmpty()) {
      return UnknownFieldSet.newBuilder()
          .addField(1 + random.nextInt(20), number(random.nextInt(3)))
          .build();
    }
    Map.Entry<Integer, Field> one = fields.get(random.nextInt(fields.size()));
    UnknownFieldSet.Builder spoilt = message.toBuilder().clearField(one.getKey());
    switch (random.nextInt(depth == 0 ? 12 : 8)) {
      case 0 -> {
        // Without it.
      }
      case 1 -> spoilt.addField(1 + random.nextInt(20), one.getValue());
      case 2 -> spoilt.addField(one.getKey(), number(random.nextInt(3)));
      case 3 -> {
        Field twice = Field.newBuilder(one.getValue()).mergeFrom(one.getValue()).build();
        spoilt.addField(one.getKey(), twice);
      }
      default -> spoilt.addField(one.getKey(), changed(one.getValue(), depth));
    }
    return spoilt.build();
  }

  private Field changed(Field field, int depth) {
    Field.Builder changed = Field.newBuilder();
    field.getVarintList().forEach(value -> changed.addVarint(one(NUMBERS)));
    field.getFixed32List().forEach(value -> changed.addFixed32(one(NUMBERS).intValue()));
    field.getFixed64List().forEach(value -> changed.addFixed64(one(NUMBERS)));
    List<ByteString> texts = field.getLengthDelimitedList();
    int chosen = texts.isEmpty() ? -1 : random.nextInt(texts.size());
    for (int i = 0; i < texts.size(); i++) {
      changed.addLengthDelimited(i == chosen ? changed(texts.get(i), depth) : texts.get(i));
    }
    return changed.build();
  }

  private ByteString changed(ByteString text, int depth) {
    if (depth < DEEPEST && !text.isEmpty()) {
      try {
        return spoilt(UnknownFieldSet.parseFrom(text), depth + 1).toByteString();
      } catch (InvalidProtocolBufferException e) {
        // A text, then, or bytes.
      }
    }
    return switch (random.nextInt(5)) {
      case 0 -> ByteString.EMPTY;
      case 1 -> text.concat(text);
      case 2 -> ByteString.copyFrom(new byte[] {(byte) 0xc3, 0x28});
      case 3 -> ByteString.copyFromUtf8("\u0000\ufeff\u2028\ud83d\ude00\"\\");
      default -> text.substring(0, random.nextInt(text.size() + 1));
    };
  }

  private Field number(int wireType) {
    long number = one(NUMBERS);
    return switch (wireType) {
      case 0 -> Field.newBuilder().addVarint(number).build();
      case 1 -> Field.newBuilder().addFixed32((int) number).build();
      default -> Field.newBuilder().addFixed64(number).build();
    };
  }

  private <T> T one(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
