package io.spanline.streams;

import static io.spanline.streams.TopologyHarness.bytes;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanline.model.Span;
import io.spanline.model.Spans;
import io.spanline.topic.Topics;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
    harness.receive(bytes("k"), bytes("{\"resourceSpans\":[]}\n{\"resourceSpans\":[]}"), Map.of());
    harness.receive(bytes("k"), Arrays.copyOf(good.fragment().toByteArray(), 20), Map.of());
    harness.receive(good);

    harness.passes(ofSeconds(3));

    assertThat(harness.traces()).hasSize(1);
    assertThat(harness.deadLetters())
        .extracting(letter -> TopologyHarness.headers(letter).get("reason"))
        .containsExactly("not-otlp", "not-otlp", "not-otlp");
  }

  @Test
  void saysWhichFieldIsWrong() {
    String scoped =
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{},{\"status\":\"Error\"}]}]}]}";
    harness.receive(bytes("k"), bytes(scoped), Map.of("detail", "none"));
    harness.receive(bytes("k"), bytes("{\"resourceSpans\":\"\u001b[2J\"}"), Map.of());
    harness.receive(bytes("k"), bytes("{\"resourceSpans\": ]}"), Map.of());

    assertThat(harness.deadLetters())
        .extracting(letter -> TopologyHarness.headers(letter).get("detail"))
        .satisfiesExactly(
            detail ->
                assertThat(detail)
                    .isEqualTo(
                        "resourceSpans[0].scopeSpans[0].spans[1].status must be an object,"
                            + " was STRING"),
            detail -> assertThat(detail).contains("CTRL-CHAR").matches("[ -~]+"),
            detail -> assertThat(detail).contains("line 1, column 19"));
    assertThat(harness.deadLetters().get(0).headers().headers("detail")).hasSize(1);
  }

  @Test
  void sendsAKeyAndHeadersThatAreNoUtf8AsTheyCame() {
    byte[] key = {(byte) 0xe9, (byte) 0xff};
    TestRecord<byte[], byte[]> record = new TestRecord<>(key, bytes("garbage"));
    record.headers().add("sender", key);

    harness.receive(record);

    TestRecord<byte[], byte[]> letter = harness.deadLetters().get(0);
    assertThat(letter.key()).isEqualTo(key);
    assertThat(letter.headers().lastHeader("sender").value()).isEqualTo(key);
    assertThat(letter.headers().lastHeader("reason").value()).isEqualTo(bytes("not-otlp"));
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
    ByteString zeros = ByteString.copyFrom(new byte[8]);
    Span bad = Spans.entry("service-a").edited(span -> span.setSpanId(zeros)).span();
    byte[] both = good.fragment().toBuilder().mergeFrom(bad.fragment()).build().toByteArray();

    harness.receive(bytes(good.traceId().hex()), both, Map.of());
    harness.passes(ofSeconds(3));

    assertThat(harness.onlyTrace().spans()).containsExactly(good);
    TestRecord<byte[], byte[]> letter = harness.deadLetters().get(0);
    assertThat(TracesData.parseFrom(letter.value())).isEqualTo(bad.fragment());
    assertThat(TopologyHarness.headers(letter))
        .containsEntry("reason", "bad-span-id")
        .containsEntry(
            "detail",
            "spanId must be 8 bytes, not all of them zero, and parentSpanId 8 or none;"
                + " were 8 and 0");
    assertThat(harness.ledger().spans().rejected()).isEqualTo(1);
    assertThat(harness.ledger().records().dead()).isZero();
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
  void takesAKeyInDigitsOfEitherCaseForTheTraceId() {
    byte[] key = bytes(good.traceId().hex().toUpperCase(Locale.ROOT));
    byte[] other = key.clone();
    other[31] ^= 1;
    byte[] longer = Arrays.copyOf(key, 33);

    for (byte[] each : List.of(key, other, longer)) {
      harness.receive(each, good.fragment().toByteArray(), Map.of());
    }
    harness.passes(ofSeconds(3));

    assertThat(harness.ledger().unkeyed()).isEqualTo(2);
  }

  @Test
  void readsATextThatIsNotUtf8AndCountsItsSpan() {
    Span sent = Spans.entry("service-a").with("url.path", "caf+").span();
    byte[] latin1 =
        new String(sent.fragment().toByteArray(), ISO_8859_1)
            .replace("caf+", "caf\u00e9")
            .getBytes(ISO_8859_1);

    harness.receive(bytes(sent.traceId().hex()), latin1, Map.of());
    harness.receive(Spans.exit("service-a").under("service-aSERVER").span());
    harness.passes(ofSeconds(3));

    assertThat(harness.onlyTrace().spans())
        .contains(Spans.entry("service-a").with("url.path", "caf\uFFFD").span());
    assertThat(harness.deadLetters()).isEmpty();
    assertThat(harness.ledger().repaired()).isEqualTo(1);
    assertThat(harness.ledger().spans().emitted()).isEqualTo(2);
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

  @Test
  void sendsTheRecordOnceWhereItsBadSpansWouldMultiplyIt() throws Exception {
    Span ofALargeResource =
        Spans.entry("service-a").withResource("text", "x".repeat(400_000)).span();
    TracesData large = emptySpans(ofALargeResource.origin(), 20_000);

    harness.receive(bytes("k"), large.toByteArray(), Map.of());

    assertThat(harness.deadLetters()).hasSize(1);
    TestRecord<byte[], byte[]> letter = harness.deadLetters().get(0);
    assertThat(TracesData.parseFrom(letter.value())).isEqualTo(large);
    assertThat(TopologyHarness.headers(letter))
        .containsEntry("reason", "bad-trace-id")
        .containsEntry("rejected-spans", "20000");
    assertThat(harness.ledger().spans().rejected()).isEqualTo(20_000);
  }

  @Test
  void countsTheHeadersOfTheRecordAmongWhatItsLettersTake() {
    byte[] manyBadSpans = emptySpans(good.origin(), 1_000).toByteArray();

    harness.receive(bytes("k"), manyBadSpans, Map.of("sender", "x".repeat(10_000)));

    assertThat(harness.deadLetters()).hasSize(1);
  }

  @Test
  void sendsOnlyTheBeginningOfWhatIsLargerThanTheTopicTakes() {
    byte[] bomb = new byte[10_000_000];
    Arrays.fill(bomb, (byte) '{');
    byte[] key = new byte[1_000_000];

    harness.receive(key, bomb, Map.of("sender", "x".repeat(1_000_000)));

    TestRecord<byte[], byte[]> letter = harness.deadLetters().get(0);
    assertThat(bomb).startsWith(letter.value());
    assertThat(key).startsWith(letter.key());
    assertThat(letter.value().length).isGreaterThan(1_900_000);
    assertThat(letter.value().length + letter.key().length)
        .isLessThan(Topics.MAX_DEAD_LETTER_BYTES - 100_000);
    assertThat(TopologyHarness.headers(letter))
        .containsEntry("reason", "not-otlp")
        .containsEntry("truncated", "true")
        .containsEntry("original-bytes", "10000000")
        .containsEntry("original-key-bytes", "1000000")
        .containsEntry("headers-dropped", "true")
        .doesNotContainKey("sender");
  }

  private static TracesData emptySpans(ResourceSpans origin, int spans) {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    for (int i = 0; i < spans; i++) {
      scope.addSpansBuilder();
    }
    return TracesData.newBuilder()
        .addResourceSpans(origin.toBuilder().addScopeSpans(scope))
        .build();
  }
}
