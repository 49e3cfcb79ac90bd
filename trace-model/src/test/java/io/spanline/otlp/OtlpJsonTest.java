package io.spanline.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.TracesData;
import org.junit.jupiter.api.Test;

class OtlpJsonTest {
  private static final TracesData EVERY_FIELD = everyField();

  @Test
  void everyFieldSurvivesTheWayThereAndBack() throws Exception {
    byte[] json = OtlpJson.write(EVERY_FIELD);

    assertThat(OtlpJson.read(json)).isEqualTo(EVERY_FIELD);
  }

  @Test
  void writesIdsInHexAndLongNumbersAsStringsAndEnumsAsNumbers() throws Exception {
    JsonNode span =
        OtlpJson.MAPPER
            .readTree(OtlpJson.write(EVERY_FIELD))
            .at("/resourceSpans/0/scopeSpans/0/spans/0");

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
    byte[] json = OtlpJson.write(EVERY_FIELD);

    Decoded fromJson = OtlpReader.read(json);
    Decoded fromProtobuf = OtlpReader.read(EVERY_FIELD.toByteArray());

    assertThat(fromJson).isEqualTo(fromProtobuf).isInstanceOf(Decoded.Spans.class);
  }

  @Test
  void theReaderNamesTheReasonForWhatItCannotRead() {
    assertThat(OtlpReader.read(null)).isEqualTo(malformed(Decoded.Reason.EMPTY));
    assertThat(OtlpReader.read("{oops".getBytes(UTF_8)))
        .extracting(decoded -> ((Decoded.Malformed) decoded).reason())
        .isEqualTo(Decoded.Reason.NOT_OTLP);
    assertThat(OtlpReader.read(new byte[] {1, 2, 3}))
        .extracting(decoded -> ((Decoded.Malformed) decoded).reason())
        .isEqualTo(Decoded.Reason.NOT_OTLP);
  }

  @Test
  void theReaderRejectsSpansWithoutIdsOneByOne() {
    TracesData data =
        TracesData.newBuilder()
            .addResourceSpans(
                ResourceSpans.newBuilder()
                    .addScopeSpans(
                        ScopeSpans.newBuilder()
                            .addSpans(span().clearTraceId())
                            .addSpans(span().setSpanId(ByteString.copyFrom(new byte[8])))
                            .addSpans(span())))
            .build();

    Decoded.Spans decoded = (Decoded.Spans) OtlpReader.read(data.toByteArray());

    assertThat(decoded.spans()).hasSize(1);
    assertThat(decoded.rejected())
        .extracting(Decoded.Rejected::reason)
        .containsExactly(Decoded.Reason.BAD_TRACE_ID, Decoded.Reason.BAD_SPAN_ID);
  }

  @Test
  void refusesTextAfterTheObject() {
    String object = new String(OtlpJson.write(EVERY_FIELD), UTF_8);

    assertThatThrownBy(() -> read(object + "\n" + object))
        .isInstanceOf(OtlpJson.NotOtlpException.class);
    assertThatThrownBy(() -> read(object + "garbage"))
        .isInstanceOf(OtlpJson.NotOtlpException.class);
    assertThat(read(object + " \n")).isEqualTo(EVERY_FIELD);
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
        read = OtlpJson.read(OtlpJson.write(with(deep)));
      } catch (OtlpJson.NotOtlpException e) {
        break;
      }
      assertThat(TracesData.parseFrom(read.toByteArray())).isEqualTo(read);
    }
    assertThat(read).isNotEqualTo(TracesData.getDefaultInstance()).isNotEqualTo(with(deep));
  }

  private static TracesData with(AnyValue value) {
    Span span = span().addAttributes(value("deep", value.toBuilder())).build();
    return TracesData.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder().addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
        .build();
  }

  private static Decoded malformed(Decoded.Reason reason) {
    return new Decoded.Malformed(reason, "record has no value");
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

  private static TracesData everyField() {
    AnyValue text = AnyValue.newBuilder().setStringValue("a \"quoted\" ☃").build();
    KeyValue attribute = KeyValue.newBuilder().setKey("k").setValue(text).build();
    Span span =
        span()
            .setTraceState("vendor=1")
            .setParentSpanId(ByteString.copyFrom(new byte[] {8, 7, 6, 5, 4, 3, 2, 1}))
            .setFlags(-1)
            .setName("GET /orders/{id}")
            .setKind(Span.SpanKind.SPAN_KIND_SERVER)
            .setStartTimeUnixNano(1_767_225_600_000_000_001L)
            .setEndTimeUnixNano(-1L)
            .addAttributes(attribute)
            .addAttributes(value("int", AnyValue.newBuilder().setIntValue(Long.MIN_VALUE)))
            .addAttributes(value("bool", AnyValue.newBuilder().setBoolValue(true)))
            .addAttributes(value("double", AnyValue.newBuilder().setDoubleValue(0.1)))
            .addAttributes(value("nan", AnyValue.newBuilder().setDoubleValue(Double.NaN)))
            .addAttributes(
                value("bytes", AnyValue.newBuilder().setBytesValue(ByteString.copyFromUtf8("x"))))
            .addAttributes(
                value(
                    "array",
                    AnyValue.newBuilder().setArrayValue(ArrayValue.newBuilder().addValues(text))))
            .addAttributes(
                value(
                    "map",
                    AnyValue.newBuilder()
                        .setKvlistValue(KeyValueList.newBuilder().addValues(attribute))))
            .addAttributes(value("none", AnyValue.newBuilder()))
            .setDroppedAttributesCount(3)
            .addEvents(
                Span.Event.newBuilder().setTimeUnixNano(5).setName("e").addAttributes(attribute))
            .setDroppedEventsCount(2)
            .addLinks(
                Span.Link.newBuilder()
                    .setTraceId(span().getTraceId())
                    .setSpanId(span().getSpanId())
                    .setTraceState("s")
                    .setFlags(1)
                    .addAttributes(attribute))
            .setDroppedLinksCount(1)
            .setStatus(
                Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR).setMessage("m"))
            .build();
    return TracesData.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(
                    Resource.newBuilder().addAttributes(attribute).setDroppedAttributesCount(1))
                .setSchemaUrl("https://example.org/resource")
                .addScopeSpans(
                    ScopeSpans.newBuilder()
                        .setScope(
                            InstrumentationScope.newBuilder()
                                .setName("scope")
                                .setVersion("1")
                                .addAttributes(attribute)
                                .setDroppedAttributesCount(4))
                        .setSchemaUrl("https://example.org/scope")
                        .addSpans(span)))
        .build();
  }

  private static KeyValue value(String key, AnyValue.Builder value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }
}
