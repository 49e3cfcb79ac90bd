package io.spanline.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.List;
import java.util.Random;

/**
 * Random TracesData with every field that the schema has, so that one we forgot is found; its
 * values are those that formats stumble over. The same seed gives the same messages.
 */
public final class RandomOtlp {
  private static final List<String> TEXTS =
      List.of(
          "",
          "GET /orders/{id}",
          "service-a",
          "\"quoted\" \\ back\\slash / \b\f\n\r\t",
          "\u0000\u0001\u001f\u007f\u0080\u2028\u2029\ufeff\uffff",
          "snow ☃, smile 😀, right-to-left \u202e",
          "resourceSpans",
          "{\"resourceSpans\":[]}",
          "x".repeat(300));
  private static final List<Long> LONGS =
      List.of(0L, 1L, -1L, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 53, 4_070_908_800_000_000_000L);
  private static final List<Integer> INTS =
      List.of(0, 1, 2, 3, -1, 0x300, Integer.MIN_VALUE, Integer.MAX_VALUE);
  private static final List<Double> DOUBLES =
      List.of(
          0.0,
          -0.0,
          0.1,
          1e300,
          Double.MIN_VALUE,
          Double.MAX_VALUE,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY);
  private static final int DEEPEST = 9;

  private final Random random;

  public RandomOtlp(long seed) {
    this.random = new Random(seed);
  }

  /** A message with at least one span, most of them usable. */
  public TracesData next() {
    TracesData.Builder data = TracesData.newBuilder();
    fill(data, 0);
    if (data.getResourceSpansCount() == 0) {
      data.addResourceSpansBuilder();
    }
    if (data.getResourceSpansBuilder(0).getScopeSpansCount() == 0) {
      data.getResourceSpansBuilder(0).addScopeSpansBuilder();
    }
    data.getResourceSpansBuilder(0).getScopeSpansBuilder(0).addSpans(usable());
    return data.build();
  }

  private Span usable() {
    Span.Builder span = Span.newBuilder();
    fill(span, 3);
    return span.setTraceId(id(16))
        .setSpanId(id(8))
        .setParentSpanId(random.nextBoolean() ? id(8) : ByteString.EMPTY)
        .build();
  }

  private ByteString id(int length) {
    byte[] id = new byte[length];
    random.nextBytes(id);
    id[0] |= 1;
    return ByteString.copyFrom(id);
  }

  private void fill(Message.Builder message, int depth) {
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      boolean message0 = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
      if (random.nextInt(3) == 0 || (message0 && depth >= DEEPEST)) {
        continue;
      }
      if (field.isRepeated()) {
        for (int left = random.nextInt(3); left > 0; left--) {
          message.addRepeatedField(field, value(message, field, depth));
        }
      } else {
        message.setField(field, value(message, field, depth));
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
      case INT -> one(INTS);
      case LONG -> one(LONGS);
      case FLOAT -> one(DOUBLES).floatValue();
      case DOUBLE -> one(DOUBLES);
      case ENUM -> constant(field.getEnumType());
    };
  }

  /** A constant, or a number that none has. */
  private Object constant(EnumDescriptor type) {
    return type.findValueByNumberCreatingIfUnknown(one(INTS));
  }

  private <T> T one(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
