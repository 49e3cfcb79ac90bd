package io.spanline.bench.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanline.harness.traffic.SpanBuilder;
import io.spanline.harness.traffic.TracePlan;
import io.spanline.model.ParsedSpan;
import io.spanline.model.Span;
import io.spanline.otlp.OtlpJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Valid records of several shapes, as protobuf and as JSON, to be spoilt. */
final class Corpus {
  private static final int RANDOM_MESSAGES = 60;
  private static final int MOST_BYTES = 8_000;

  private static final int DEEPEST = 9;
  private static final List<String> TEXTS =
      List.of(
          "", "GET /orders/{id}", "\"\\\b\r\n\t\u0000", "snow ☃ 😀 \u202e\u2028", "x".repeat(300));
  private static final List<Long> NUMBERS =
      List.of(0L, 1L, 2L, 3L, -1L, 0x300L, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 53);
  private static final List<Double> DOUBLES =
      List.of(0.0, -0.0, 0.1, 1e300, Double.MIN_VALUE, Double.NaN, Double.NEGATIVE_INFINITY);

  private final Random random;
  private final List<byte[]> records = new ArrayList<>();

  Corpus(long seed) {
    this.random = new Random(seed);
    add(trace());
    add(SpanBuilder.entry("service-a").span().fragment());
    add(nested(30));
    add(nested(90));
    add(manyAttributes());
    while (records.size() < RANDOM_MESSAGES * 2) {
      TracesData data = randomMessage();
      if (data.getSerializedSize() <= MOST_BYTES) {
        add(data);
      }
    }
    records.add("{}".getBytes(UTF_8));
    records.add("some log line that is not OTLP at all".getBytes(UTF_8));
    records.add(new byte[] {0x0a, 0});
  }

  byte[] any(Random chance) {
    return records.get(chance.nextInt(records.size()));
  }

  private void add(TracesData data) {
    records.add(data.toByteArray());
    records.add(OtlpJson.write(data));
  }

  /** Requests, calls and messages of three services under one another, in one record. */
  private static TracesData trace() {
    TracesData.Builder data = TracesData.newBuilder();
    Instant base = Instant.EPOCH;
    new TracePlan(1, 3, base).chapter(0).spans().forEach(span -> data.mergeFrom(span.fragment()));
    return data.build();
  }

  private static TracesData nested(int depth) {
    AnyValue value = AnyValue.newBuilder().setStringValue("deep").build();
    for (int level = 0; level < depth / 2; level++) {
      value = AnyValue.newBuilder().setArrayValue(ArrayValue.newBuilder().addValues(value)).build();
    }
    Span span = SpanBuilder.entry("service-a").span();
    KeyValue attribute = KeyValue.newBuilder().setKey("deep").setValue(value).build();
    return new ParsedSpan(
            span.origin(), span.scope(), span.otlp().toBuilder().addAttributes(attribute).build())
        .fragment();
  }

  private static TracesData manyAttributes() {
    SpanBuilder span = SpanBuilder.call("service-a", "service-b");
    for (int i = 0; i < 200; i++) {
      span.with("key-" + i, String.valueOf(i));
    }
    return span.span().fragment();
  }

  /**
   * A record with any of the schema's fields set to any value, most of them edge cases, and at
   * least one usable span.
   */
  private TracesData randomMessage() {
    TracesData.Builder data = TracesData.newBuilder();
    fill(data, 0);
    var span = data.addResourceSpansBuilder().addScopeSpansBuilder().addSpansBuilder();
    fill(span, 3);
    span.setTraceId(id(16)).setSpanId(id(8)).setParentSpanId(id(8));
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
