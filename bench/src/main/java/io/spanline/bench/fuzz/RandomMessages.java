package io.spanline.bench.fuzz;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.List;
import java.util.Random;

/** OTLP records with any of the schema's fields set to any value, most of them edge cases. */
final class RandomMessages {
  private static final int DEEPEST = 9;
  private static final List<String> TEXTS =
      List.of(
          "", "GET /orders/{id}", "\"\\\b\r\n\t\u0000", "snow ☃ 😀 \u202e\u2028", "x".repeat(300));
  private static final List<Long> NUMBERS =
      List.of(0L, 1L, 2L, 3L, -1L, 0x300L, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 53);
  private static final List<Double> DOUBLES =
      List.of(0.0, -0.0, 0.1, 1e300, Double.MIN_VALUE, Double.NaN, Double.NEGATIVE_INFINITY);

  private final Random random;

  RandomMessages(long seed) {
    this.random = new Random(seed);
  }

  /** A record with at least one usable span. */
  TracesData next() {
    TracesData.Builder data = TracesData.newBuilder();
    fill(data, 0);
    var span = data.addResourceSpansBuilder().addScopeSpansBuilder().addSpansBuilder();
    fill(span, 3);
    span.setTraceId(id(16)).setSpanId(id(8));
    return data.build();
  }

  private void fill(Message.Builder message, int depth) {
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      boolean tooDeep = depth >= DEEPEST && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
      if (tooDeep || random.nextInt(3) == 0) {
        continue;
      }
      if (!field.isRepeated()) {
        message.setField(field, value(message, field, depth));
        continue;
      }
      for (int left = random.nextInt(3); left > 0; left--) {
        message.addRepeatedField(field, value(message, field, depth));
      }
    }
  }

  private Object value(Message.Builder message, FieldDescriptor field, int depth) {
    return switch (field.getJavaType()) {
      case MESSAGE -> {
        Message.Builder part = message.newBuilderForField(field);
        fill(part, depth + 1);
        yield part.build();
      }
      case STRING -> one(TEXTS);
      case BYTE_STRING -> id(1 + random.nextInt(20));
      case BOOLEAN -> random.nextBoolean();
      case INT -> one(NUMBERS).intValue();
      case LONG -> one(NUMBERS);
      case FLOAT -> one(DOUBLES).floatValue();
      case DOUBLE -> one(DOUBLES);
      // A constant, or a number that none has.
      case ENUM -> field.getEnumType().findValueByNumberCreatingIfUnknown(one(NUMBERS).intValue());
    };
  }

  private ByteString id(int length) {
    byte[] id = new byte[length];
    random.nextBytes(id);
    id[0] |= 1;
    return ByteString.copyFrom(id);
  }

  private <T> T one(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
