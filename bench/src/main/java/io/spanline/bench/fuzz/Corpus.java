package io.spanline.bench.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanline.harness.traffic.SpanBuilder;
import io.spanline.harness.traffic.TracePlan;
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

  private final List<byte[]> records = new ArrayList<>();

  Corpus(long seed) {
    add(trace());
    add(SpanBuilder.entry("service-a").span().fragment());
    add(nested(30));
    add(nested(90));
    add(manyAttributes());
    RandomMessages source = new RandomMessages(seed);
    while (records.size() < RANDOM_MESSAGES * 2) {
      TracesData data = source.next();
      if (data.getSerializedSize() <= MOST_BYTES) {
        add(data);
      }
    }
    records.add("{}".getBytes(UTF_8));
    records.add("some log line that is not OTLP at all".getBytes(UTF_8));
    records.add(new byte[] {0x0a, 0});
  }

  byte[] any(Random random) {
    return records.get(random.nextInt(records.size()));
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
    return new Span(
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
}
