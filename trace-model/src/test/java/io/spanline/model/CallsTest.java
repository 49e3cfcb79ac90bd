package io.spanline.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CallsTest {
  @Test
  void findsTheSameAnswersAmongFewAsAmongMany() {
    Random random = new Random(3);
    for (int trace = 0; trace < 2_000; trace++) {
      List<Span> spans = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(12); i++) {
        // Few ids, so that spans share them and their parents.
        spans.add(span(1 + random.nextInt(6), random.nextInt(7), random.nextInt(6), i));
      }

      assertThat(Calls.ofFew(spans)).isEqualTo(Calls.ofMany(spans));
    }
  }

  private static Span span(long id, long parent, int kind, long start) {
    return new Span(
        ResourceSpans.getDefaultInstance(),
        ScopeSpans.getDefaultInstance(),
        io.opentelemetry.proto.trace.v1.Span.newBuilder()
            .setSpanId(bytes(id))
            .setParentSpanId(bytes(parent))
            .setKindValue(kind)
            .setStartTimeUnixNano(1 + start)
            .build());
  }

  private static ByteString bytes(long id) {
    return ByteString.copyFrom(ByteBuffer.allocate(8).putLong(id).array());
  }
}
