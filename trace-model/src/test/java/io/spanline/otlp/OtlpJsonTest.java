package io.spanline.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.List;
import org.junit.jupiter.api.Test;

class OtlpJsonTest {
  private static final TracesData DATA =
      with(span().setKindValue(2).setFlags(-1).setEndTimeUnixNano(-1).setStartTimeUnixNano(12));

  @Test
  void writesIdsInHexAndLongNumbersAsStringsAndEnumsAsNumbers() throws Exception {
    JsonNode span =
        OtlpJson.MAPPER.readTree(OtlpJson.write(DATA)).at("/resourceSpans/0/scopeSpans/0/spans/0");

    assertThat(span.path("traceId").asText()).isEqualTo("0102030405060708090a0b0c0d0e0f10");
    assertThat(span.path("startTimeUnixNano").isTextual()).isTrue();
    assertThat(span.path("kind").isIntegralNumber()).isTrue();
    assertThat(span.path("flags").asLong()).isEqualTo(0xFFFF_FFFFL);
    assertThat(span.path("endTimeUnixNano").asText()).isEqualTo("18446744073709551615");
  }

  @Test
  void ignoresFieldsItDoesNotKnow() {
    byte[] json = "{\"traceId\":\"x\",\"summary\":{},\"resourceSpans\":[]}".getBytes(UTF_8);

    assertThat(OtlpJson.read(json)).isEqualTo(TracesData.getDefaultInstance());
  }

  @Test
  void readsNumbersAndNamesWhereAWriterUsesThem() {
    byte[] json =
        """
        {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"0102030405060708090A0B0C0D0E0F10",
        "spanId":"0102030405060708","kind":"SPAN_KIND_SERVER","startTimeUnixNano":12,
        "status":{"code":"STATUS_CODE_ERROR"}}]}]}]}
        """
            .getBytes(UTF_8);

    Span span = OtlpJson.read(json).getResourceSpans(0).getScopeSpans(0).getSpans(0);

    assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
    assertThat(span.getStartTimeUnixNano()).isEqualTo(12);
    assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
  }

  @Test
  void saysWhatIsWrongWithWhatIsNotOtlp() {
    assertThatThrownBy(() -> read("[1]")).hasMessageContaining("not a JSON object");
    assertThatThrownBy(() -> read("{\"resourceSpans\":7}"))
        .hasMessageContaining("resourceSpans must be an array");
    assertThatThrownBy(() -> read(oneSpan("\"traceId\":\"xyz\"")))
        .hasMessageContaining("traceId must be hex digits");
    assertThatThrownBy(() -> read(oneSpan("\"startTimeUnixNano\":\"soon\"")))
        .hasMessageContaining("startTimeUnixNano must be a number of 64 bits");
    assertThatThrownBy(() -> read("{\"resourceSpans\""))
        .isInstanceOf(OtlpJson.NotOtlpException.class);
  }

  @Test
  void theReaderTellsJsonFromProtobufByTheFirstByte() throws Exception {
    byte[] json = OtlpJson.write(DATA);

    Decoded fromJson = OtlpReader.read(json);
    Decoded fromProtobuf = OtlpReader.read(DATA.toByteArray());

    assertThat(fromJson).isEqualTo(fromProtobuf).isInstanceOf(Decoded.Spans.class);
  }

  @Test
  void theReaderRejectsSpansWithoutIdsOneByOne() {
    TracesData data =
        with(
            span().clearTraceId(),
            span().setSpanId(ByteString.copyFrom(new byte[8])),
            span().setParentSpanId(ByteString.copyFrom(new byte[] {1, 2})),
            span().setParentSpanId(ByteString.copyFrom(new byte[8])));

    Decoded.Spans decoded = (Decoded.Spans) OtlpReader.read(data.toByteArray());

    assertThat(decoded.spans()).hasSize(1);
    assertThat(decoded.rejected())
        .extracting(Decoded.Rejected::reason)
        .containsExactly(
            Decoded.Reason.BAD_TRACE_ID, Decoded.Reason.BAD_SPAN_ID, Decoded.Reason.BAD_SPAN_ID);
    assertThat(decoded.rejected().get(2).detail()).endsWith("parentSpanId 8 or none; were 8 and 2");
  }

  @Test
  void refusesAKeyThatComesTwice() {
    assertThatThrownBy(() -> read("{\"resourceSpans\":[],\"resourceSpans\":[]}"))
        .isInstanceOf(OtlpJson.NotOtlpException.class)
        .hasMessageContaining("resourceSpans");
  }

  @Test
  void whatIsReadAsJsonIsNotTooDeepForProtobuf() throws Exception {
    AnyValue deep = AnyValue.getDefaultInstance();
    TracesData read = TracesData.getDefaultInstance();
    for (int depth = 0; depth < 100; depth++) {
      KeyValue entry = value("k", deep.toBuilder());
      deep =
          AnyValue.newBuilder().setKvlistValue(KeyValueList.newBuilder().addValues(entry)).build();
      try {
        read = OtlpJson.read(OtlpJson.write(holding(deep)));
      } catch (OtlpJson.NotOtlpException e) {
        break;
      }
      assertThat(TracesData.parseFrom(read.toByteArray())).isEqualTo(read);
    }
    assertThat(read).isNotEqualTo(TracesData.getDefaultInstance()).isNotEqualTo(holding(deep));
  }

  private static TracesData holding(AnyValue value) {
    return with(span().addAttributes(value("deep", value.toBuilder())));
  }

  private static TracesData with(Span.Builder... spans) {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    List.of(spans).forEach(scope::addSpans);
    return TracesData.newBuilder()
        .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(scope))
        .build();
  }

  private static TracesData read(String json) {
    return OtlpJson.read(json.getBytes(UTF_8));
  }

  private static String oneSpan(String field) {
    return "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{" + field + "}]}]}]}";
  }

  private static Span.Builder span() {
    return Span.newBuilder()
        .setTraceId(
            ByteString.copyFrom(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}))
        .setSpanId(ByteString.copyFrom(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));
  }

  private static KeyValue value(String key, AnyValue.Builder value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }
}
