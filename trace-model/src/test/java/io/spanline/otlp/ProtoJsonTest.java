package io.spanline.otlp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What protobuf's JSON mapping allows, and writers of other languages use, is read. */
class ProtoJsonTest {
  private static final long NANOS = 1_795_883_140_952_542_668L;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1795883140952542668",
        "\"1795883140952542668\"",
        "1795883140952542668.0",
        "\"1795883140952542668.000\"",
        "1.795883140952542668e18",
        "\"1.795883140952542668E+18\"",
        "17958831409525426680e-1"
      })
  void readsATimeToTheNanosecondHoweverItIsWritten(String time) {
    assertThat(span("\"startTimeUnixNano\":" + time).getStartTimeUnixNano()).isEqualTo(NANOS);
    assertThat(span("\"start_time_unix_nano\":" + time).getStartTimeUnixNano()).isEqualTo(NANOS);
    assertThat(value("\"intValue\":" + time).getIntValue()).isEqualTo(NANOS);
  }

  @Test
  void readsWholeNumbersOfEveryWidth() {
    assertThat(span("\"flags\":\"3e2\"").getFlags()).isEqualTo(300);
    assertThat(span("\"flags\":4294967295.0").getFlags()).isEqualTo(-1);
    assertThat(span("\"kind\":\"2\"").getKindValue()).isEqualTo(2);
    assertThat(span("\"kind\":2.0").getKindValue()).isEqualTo(2);
    assertThat(span("\"kind\":\"SPAN_KIND_SERVER\"").getKindValue()).isEqualTo(2);
    assertThat(value("\"intValue\":-3.0").getIntValue()).isEqualTo(-3);
    assertThat(value("\"intValue\":0e999999").getIntValue()).isZero();
    assertThat(span("\"endTimeUnixNano\":\"18446744073709551615\"").getEndTimeUnixNano())
        .isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource({
    "NaN,NaN",
    "Infinity,Infinity",
    "-Infinity,-Infinity",
    "1e3,1000",
    "-0.0,-0.0",
    "0.1,0.1"
  })
  void readsADoubleInQuotes(String text, double number) {
    assertThat(value("\"doubleValue\":\"" + text + "\"").getDoubleValue())
        .isEqualTo(Double.valueOf(number));
  }

  @ParameterizedTest
  @ValueSource(strings = {"_-8B", "/+8B", "_+8B"})
  void readsEitherAlphabetOfBase64(String base64) {
    assertThat(value("\"bytesValue\":\"" + base64 + "\"").getBytesValue())
        .isEqualTo(ByteString.fromHex("ffef01"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"YQ==", "YQ"})
  void readsBase64WithAndWithoutPadding(String base64) {
    assertThat(value("\"bytesValue\":\"" + base64 + "\"").getBytesValue().toStringUtf8())
        .isEqualTo("a");
  }

  @Test
  void readsTheNamesThatFieldsHaveInTheSchema() {
    String json =
        """
        {"resource_spans":[{"schema_url":"u","scope_spans":[{"spans":[{
        "trace_id":"0102030405060708090A0B0C0D0E0F10","span_id":"0102030405060708",
        "dropped_links_count":7,"trace_id_":"unknown","Trace_id":"unknown",
        "attributes":[{"key":"k","value":{"string_value":"v"}}]}]}]}]}
        """;

    TracesData data = OtlpJson.read(json.getBytes(UTF_8));

    Span span = data.getResourceSpans(0).getScopeSpans(0).getSpans(0);
    assertThat(data.getResourceSpans(0).getSchemaUrl()).isEqualTo("u");
    assertThat(span.getTraceId().size()).isEqualTo(16);
    assertThat(span.getDroppedLinksCount()).isEqualTo(7);
    assertThat(span.getAttributes(0).getValue().getStringValue()).isEqualTo("v");
  }

  @Test
  void takesNullForAbsentWhereverAFieldMayBe() {
    assertThat(value("\"stringValue\":null,\"intValue\":7").getIntValue()).isEqualTo(7);
    assertThat(value("\"arrayValue\":{\"values\":null}").hasArrayValue()).isTrue();
    assertThat(value("\"arrayValue\":{\"values\":[null]}").getArrayValue().getValues(0))
        .isEqualTo(AnyValue.getDefaultInstance());
    assertThat(span("\"attributes\":[{\"key\":null,\"value\":null}]").getAttributesCount()).isOne();
  }

  /** A Collector that writes JSON copies the bytes of a text. */
  @Test
  void readsBytesThatAreNoUtf8AndCountsTheirSpans() {
    String span =
        "{\"traceId\":\"0102030405060708090a0b0c0d0e0f10\",\"spanId\":\"0102030405060708\"";
    String json =
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":["
            + span
            + ",\"name\":\"caf\u00e9!\"},"
            + span
            + ",\"name\":\"x\",\"kind\":3}]}]}]}";

    Decoded.Spans read = (Decoded.Spans) OtlpReader.read(json.getBytes(ISO_8859_1));

    assertThat(read.spans())
        .extracting(io.spanline.model.Span::operation)
        .isEqualTo(List.of("caf\uFFFD!", "x"));
    assertThat(read.repaired()).isOne();
    assertThat(OtlpReader.read(json.replace("{", "\u00e9{").getBytes(ISO_8859_1)))
        .isInstanceOf(Decoded.Malformed.class);
  }

  private static AnyValue value(String field) {
    return span("\"attributes\":[{\"key\":\"k\",\"value\":{" + field + "}}]")
        .getAttributes(0)
        .getValue();
  }

  private static Span span(String field) {
    String json = "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{" + field + "}]}]}]}";
    return OtlpJson.read(json.getBytes(UTF_8)).getResourceSpans(0).getScopeSpans(0).getSpans(0);
  }
}
