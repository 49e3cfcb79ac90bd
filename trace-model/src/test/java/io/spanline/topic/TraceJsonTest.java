package io.spanline.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.spanline.model.Span;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.Traces;
import io.spanline.otlp.Decoded;
import io.spanline.otlp.OtlpJson;
import io.spanline.otlp.OtlpReader;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class TraceJsonTest {
  private static final Trace TRACE = Traces.aCallsBCallsC();

  @Test
  void theSummarySaysWhatTheSpansSay() throws Exception {
    JsonNode line = OtlpJson.MAPPER.readTree(TraceJson.write(TRACE));

    assertThat(line.path("services").toString())
        .isEqualTo("[\"service-a\",\"service-b\",\"service-c\"]");
    assertThat(line.at("/root/route").asText()).isEqualTo("/orders/{id}");
    assertThat(line.path("durationMs").asDouble()).isEqualTo(50);
    assertThat(line.at("/edges/0").toString())
        .isEqualTo(
            "{\"from\":\"service-a\",\"to\":\"service-b\",\"clientMs\":40.0,\"serverMs\":36.0,"
                + "\"gapMs\":4.0,\"error\":false}");
    assertThat(line.at("/replay/able").asBoolean()).isTrue();
  }

  @Test
  void theLineIsOtlpOfTheSameSpans() {
    assertThat(OtlpJson.read(TraceJson.write(TRACE))).isEqualTo(TRACE.otlp());
  }

  @Test
  void readsWhateverIsNestedAsDeepAsProtobufAllows() {
    assertThat(deepest(TraceJsonTest::array)).isGreaterThan(40);
    assertThat(deepest(TraceJsonTest::map)).isGreaterThan(30);
  }

  /** Deepens a value until protobuf refuses it; each trace up to there must be readable. */
  private static int deepest(UnaryOperator<AnyValue> deeper) {
    AnyValue value = AnyValue.getDefaultInstance();
    for (int depth = 0; ; depth++) {
      value = deeper.apply(value);
      KeyValue attribute = KeyValue.newBuilder().setKey("deep").setValue(value).build();
      Span deep = Spans.entry("service-a").edited(otlp -> otlp.addAttributes(attribute)).span();
      if (OtlpReader.read(deep.fragment().toByteArray()) instanceof Decoded.Malformed) {
        return depth;
      }
      Trace trace = Traces.complete(List.of(deep));
      assertThat(TraceJson.read(TraceJson.write(trace))).isEqualTo(trace);
    }
  }

  @Test
  void countsSpansWhoseTimesSayNoDuration() throws Exception {
    Span unstarted =
        Spans.entry("service-a")
            .withId("unstarted")
            .edited(otlp -> otlp.clearStartTimeUnixNano())
            .span();
    Span backwards = Spans.entry("service-a").took(Duration.ofNanos(-1)).span();
    Trace trace = Traces.complete(List.of(unstarted, backwards));

    JsonNode line = OtlpJson.MAPPER.readTree(TraceJson.write(trace));

    assertThat(line.path("untimedSpans").asInt()).isEqualTo(2);
    assertThat(trace.spans()).allMatch(one -> one.durationNanos() == 0);
    assertThat(line.path("durationMs").asDouble()).isLessThan(1_000);
    assertThat(OtlpJson.MAPPER.readTree(TraceJson.write(TRACE)).has("untimedSpans")).isFalse();
  }

  private static AnyValue array(AnyValue value) {
    return AnyValue.newBuilder().setArrayValue(ArrayValue.newBuilder().addValues(value)).build();
  }

  private static AnyValue map(AnyValue value) {
    KeyValue entry = KeyValue.newBuilder().setKey("k").setValue(value).build();
    return AnyValue.newBuilder().setKvlistValue(KeyValueList.newBuilder().addValues(entry)).build();
  }

  @Test
  void refusesALineWhoseSummaryBelongsToAnotherTrace() {
    String line = new String(TraceJson.write(TRACE), UTF_8);
    String other = line.replaceFirst(TRACE.traceId().hex(), Spans.traceId("t2").hex());

    assertThatThrownBy(() -> TraceJson.read(other.getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not one trace");
  }

  @Test
  void refusesWhatIsNoTrace() {
    for (String text : List.of("{}", "nonsense")) {
      assertThatThrownBy(() -> TraceJson.read(text.getBytes(UTF_8)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aFieldThatIsThereTwiceIsRefused() {
    String json = new String(TraceJson.write(Traces.aCallsBCallsC()), UTF_8);
    byte[] twice =
        json.replaceFirst("\"revision\":1", "\"revision\":2,\"revision\":1").getBytes(UTF_8);

    assertThatThrownBy(() -> TraceJson.read(twice)).hasMessageContaining("Duplicate field");
  }

  @Test
  void aReasonThatIsNoneIsNamedInOurWords() {
    String json = new String(TraceJson.write(Traces.aCallsBCallsC()), UTF_8);
    byte[] other =
        json.replaceFirst("\"root\"", "\"reasons\":[\"bored\"],\"root\"").getBytes(UTF_8);

    assertThatThrownBy(() -> TraceJson.read(other))
        .hasMessage("not a trace: there is no reason 'bored' of an outcome");
  }
}
