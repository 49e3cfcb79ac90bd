package io.spanline.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import org.junit.jupiter.api.Test;

class SpanFieldsTest {
  private static final byte[] TRACE =
      TracesData.newBuilder()
          .addResourceSpans(group(span(3, 70), span(4, 90)))
          .addResourceSpans(group(span(5, 80)))
          .build()
          .toByteArray();

  @Test
  void findsTheLatestEnd() {
    assertThat(new LatestEnd().of(TRACE)).isEqualTo(90);
  }

  @Test
  void sumsUpIds() {
    IdSum ids = new IdSum();

    ids.read(TRACE);
    ids.read(TRACE);

    assertThat(ids.count()).isEqualTo(6);
    assertThat(ids.sum()).isEqualTo(24);
  }

  @Test
  void readsWhatAnEngineNeeds() {
    LeanReading reading = new LeanReading();

    reading.read(TRACE);

    assertThat(reading.sum()).isNotZero();
  }

  private static ResourceSpans group(Span... spans) {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    for (Span span : spans) {
      scope.addSpans(span);
    }
    return ResourceSpans.newBuilder().addScopeSpans(scope).setSchemaUrl("of no interest").build();
  }

  private static Span span(int id, long end) {
    byte[] bytes = new byte[Long.BYTES];
    bytes[Long.BYTES - 1] = (byte) id;
    return Span.newBuilder()
        .setSpanId(ByteString.copyFrom(bytes))
        .setName("GET")
        .setStartTimeUnixNano(1)
        .setEndTimeUnixNano(end)
        .build();
  }
}
