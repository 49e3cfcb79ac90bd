package io.spanline.streams;

import static io.spanline.streams.TopologyHarness.bytes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanline.model.Span;
import io.spanline.model.Spans;
import io.spanline.otlp.OtlpJson;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeadLettersTest {
  @RegisterExtension final TopologyHarness harness = new TopologyHarness();

  private final Span good = Spans.entry("service-a").span();

  @Test
  void sendsGarbageAsItCameWithTheReasonAndThePlace() {
    harness.receive(good);

    harness.receive(new byte[] {-1, -2}, bytes("garbage"), Map.of("sender", "curl"));

    TestRecord<byte[], byte[]> letter = harness.deadLetters().get(0);
    assertThat(letter.key()).containsExactly(-1, -2);
    assertThat(letter.value()).isEqualTo(bytes("garbage"));
    assertThat(TopologyHarness.headers(letter))
        .containsEntry("reason", "not-otlp")
        .containsEntry("source-topic", "otlp_spans")
        .containsEntry("source-partition", "0")
        .containsEntry("source-offset", "1")
        .containsEntry("sender", "curl");
    assertThat(harness.ledger().records().dead()).isEqualTo(1);
  }

  @Test
  void runsOnAfterGarbage() {
    harness.receive(bytes("k"), bytes("{\"resourceSpans\":7}"), Map.of());
    harness.receive(bytes("k"), Arrays.copyOf(good.fragment().toByteArray(), 20), Map.of());
    harness.receive(good);

    harness.passes(ofSeconds(3));

    assertThat(harness.traces()).hasSize(1);
    assertThat(harness.deadLetters()).hasSize(2);
  }

  @Test
  void sendsARecordWithoutValue() {
    harness.receive(bytes("k"), null, Map.of());
    harness.receive(null, new byte[0], Map.of());

    assertThat(harness.deadLetters())
        .extracting(letter -> TopologyHarness.headers(letter).get("reason"))
        .containsExactly("empty", "empty");
    assertThat(harness.deadLetters()).extracting(TestRecord::value).containsNull();
  }

  @Test
  void replacesHeadersThatPretendToBeOurs() {
    harness.receive(bytes("k"), bytes("garbage"), Map.of("reason", "none"));

    assertThat(harness.deadLetters().get(0).headers().headers("reason")).hasSize(1);
  }

  @Test
  void sendsABadSpanOfAGoodRecordAloneWithItsResource() throws Exception {
    Span bad =
        new Span(
            good.origin(),
            good.scope(),
            good.otlp().toBuilder().setSpanId(ByteString.copyFrom(new byte[8])).build());
    byte[] both = good.fragment().toBuilder().mergeFrom(bad.fragment()).build().toByteArray();

    harness.receive(bytes(good.traceId().hex()), both, Map.of());
    harness.passes(ofSeconds(3));

    assertThat(harness.onlyTrace().spans()).containsExactly(good);
    TestRecord<byte[], byte[]> letter = harness.deadLetters().get(0);
    assertThat(TracesData.parseFrom(letter.value())).isEqualTo(bad.fragment());
    assertThat(TopologyHarness.headers(letter)).containsEntry("reason", "bad-span-id");
    assertThat(harness.ledger().spans().rejected()).isEqualTo(1);
    assertThat(harness.ledger().records().dead()).isZero();
  }

  @Test
  void readsJsonAsWellAsProtobuf() throws Exception {
    byte[] json = OtlpJson.MAPPER.writeValueAsBytes(OtlpJson.write(good.fragment()));

    harness.receive(bytes(good.traceId().hex()), json, Map.of());
    harness.passes(ofSeconds(3));

    assertThat(harness.onlyTrace().spans()).hasSize(1);
  }

  @Test
  void assemblesByTheIdInsideARecordAndCountsItAsUnkeyed() {
    Span other = Spans.exit("service-a").under("service-aSERVER").span();
    harness.receive(null, good.fragment().toByteArray(), Map.of());
    harness.receive(bytes("something else"), other.fragment().toByteArray(), Map.of());

    harness.passes(ofSeconds(3));

    assertThat(harness.onlyTrace().spans()).hasSize(2);
    assertThat(harness.ledger().unkeyed()).isEqualTo(2);
  }

  @Test
  void takesSpansOfSeveralTracesFromOneRecord() {
    Span second = Spans.entry("service-b").inTrace("t2").span();
    byte[] both = good.fragment().toBuilder().mergeFrom(second.fragment()).build().toByteArray();

    harness.receive(bytes(good.traceId().hex()), both, Map.of());
    harness.passes(ofSeconds(3));

    assertThat(harness.traces()).hasSize(2);
    assertThat(harness.ledger().unkeyed()).isEqualTo(1);
  }
}
