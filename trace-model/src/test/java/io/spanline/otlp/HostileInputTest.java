package io.spanline.otlp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanline.model.Span;
import io.spanline.model.Spans;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What anybody may send: refused with its reason, or read as what it is; never thrown at us. */
class HostileInputTest {
  private static final Span GOOD = Spans.entry("service-a").span();

  @Test
  void dropsFieldsThatOtlpDoesNotHave() {
    UnknownFieldSet strange =
        UnknownFieldSet.newBuilder()
            .addField(900, UnknownFieldSet.Field.newBuilder().addVarint(7).build())
            .build();
    Span span = Spans.entry("service-a").edited(otlp -> otlp.setUnknownFields(strange)).span();

    assertThat(spans(span.fragment().toByteArray()).spans()).containsExactly(GOOD);
  }

  @Test
  void replacesHalfACharacterThatJsonEscapes() {
    Decoded.Spans read = spans(oneSpan("\"name\":\"a\\ud83d-\\ude00\\ud83d\\ude00\""));

    Span span = read.spans().get(0);
    assertThat(read.repaired()).isOne();
    assertThat(span.operation()).isEqualTo("a\uFFFD-\uFFFD\ud83d\ude00");
    assertThat(spans(span.fragment().toByteArray()).spans()).containsExactly(span);
    assertThat(spans(OtlpJson.write(span.fragment())).spans()).containsExactly(span);
  }

  @Test
  void refusesNumbersThatAreNone() {
    assertNotOtlp(oneSpan("\"startTimeUnixNano\":18446744073709551616"));
    assertNotOtlp(oneSpan("\"startTimeUnixNano\":-1"));
    assertNotOtlp(oneSpan("\"startTimeUnixNano\":1e999999999"));
    assertNotOtlp(oneSpan("\"startTimeUnixNano\":\"1e-999999999\""));
    assertNotOtlp(oneSpan("\"startTimeUnixNano\":\"1e99999999999\""));
    assertNotOtlp(oneSpan("\"startTimeUnixNano\":1e-99999999999"));
    assertNotOtlp(oneSpan("\"nobodysField\":421e-99994967295"));
    assertNotOtlp(oneSpan("\"flags\":4294967296"));
    assertNotOtlp(oneSpan("\"flags\":" + "9".repeat(100_000)));
    assertNotOtlp(attribute("{\"intValue\":\"9223372036854775808\"}"));
    assertNotOtlp(attribute("{\"doubleValue\":{}}"));
  }

  @Test
  void refusesAMillionDigitsAtOnce() {
    byte[] input = attribute("{\"intValue\":\"" + "9".repeat(1_000_000) + "\"}");
    long began = System.nanoTime();

    Decoded.Malformed malformed = (Decoded.Malformed) OtlpReader.read(input);

    assertThat(System.nanoTime() - began).isLessThan(1_000_000_000L);
    assertThat(malformed.detail()).hasSizeLessThan(300).contains("signed number of 64 bits");
  }

  @Test
  void readsWhatWritersLeaveNull() {
    Span span =
        spans(oneSpan("\"status\":null,\"attributes\":null,\"name\":null,\"kind\":null"))
            .spans()
            .get(0);

    assertThat(span.otlp().hasStatus()).isFalse();
    assertThat(spans(OtlpJson.write(span.fragment())).spans()).containsExactly(span);
  }

  @Test
  void refusesAByteOrderMarkAndWhatFollowsARecord() {
    byte[] json = OtlpJson.write(GOOD.fragment());
    byte[] protobuf = GOOD.fragment().toByteArray();

    assertNotOtlp(joined("\ufeff".getBytes(UTF_8), json));
    assertNotOtlp(joined(json, "}".getBytes(UTF_8)));
    assertNotOtlp(joined(json, json));
    assertThat(spans(joined(json, " \n".getBytes(UTF_8))).spans()).containsExactly(GOOD);
    assertNotOtlp(joined(protobuf, new byte[1]));
    assertNotOtlp(joined(protobuf, json));
    assertNotOtlp(joined("\n".getBytes(UTF_8), json));
  }

  @Test
  void refusesEveryBeginningOfARecord() {
    byte[] protobuf = GOOD.fragment().toByteArray();
    byte[] json = OtlpJson.write(GOOD.fragment());

    for (int length = 1; length < protobuf.length; length++) {
      assertNotOtlp(Arrays.copyOf(protobuf, length));
    }
    for (int length = 1; length < json.length; length++) {
      assertNotOtlp(Arrays.copyOf(json, length));
    }
  }

  @Test
  void refusesWhatIsNestedBeyondTheStack() {
    byte[] groups = new byte[1 << 20];
    Arrays.fill(groups, (byte) 0x0b);
    byte[] arrays = nestedArrays(5_000);
    byte[] json = oneSpan("\"x\":" + "[".repeat(500_000));

    assertNotOtlp(groups);
    assertThat(((Decoded.Malformed) OtlpReader.read(arrays)).detail()).contains("nesting");
    assertThat(spans(nestedArrays(20)).rejected()).hasSize(1);
    assertNotOtlp(json);
  }

  @Test
  void refusesARecordThatItsSpansWouldMultiply() {
    byte[] shared = sharingAResourceOf(400_000, 1_000);
    byte[] fewer = sharingAResourceOf(400_000, 40);

    assertThat(reason(shared)).isEqualTo(Decoded.Reason.TOO_MUCH);
    assertThat(((Decoded.Malformed) OtlpReader.read(shared)).detail()).contains("1000 spans");
    assertThat(spans(fewer).spans()).hasSize(40);
  }

  @Test
  void takesALargeRecordOfManyWholeSpans() {
    byte[] large = sharingAResourceOf(10, 200_000);

    assertThat(large.length).isGreaterThan(5 << 20);
    assertThat(spans(large).spans()).hasSize(200_000);
  }

  @Test
  void countsHalfAMillionEmptySpansInBoundedMemoryAndTime() {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    for (int i = 0; i < 500_000; i++) {
      scope.addSpansBuilder();
    }
    byte[] input =
        TracesData.newBuilder()
            .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(scope))
            .build()
            .toByteArray();
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long nanos = threads.getCurrentThreadCpuTime();
    long bytes = threads.getCurrentThreadAllocatedBytes();

    Decoded.Spans decoded = spans(input);

    bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
    nanos = threads.getCurrentThreadCpuTime() - nanos;
    assertThat(decoded.rejected()).hasSize(500_000);
    assertThat(bytes).isLessThan(200L * input.length);
    assertThat(nanos).isLessThan(3_000_000_000L);
  }

  @Test
  void keepsTimesAtTheEndsOf64Bits() {
    for (long nanos : new long[] {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
      Span span =
          Spans.entry("service-a")
              .edited(otlp -> otlp.setStartTimeUnixNano(nanos).setEndTimeUnixNano(1))
              .span();

      assertThat(spans(span.fragment().toByteArray()).spans()).containsExactly(span);
      assertThat(spans(OtlpJson.write(span.fragment())).spans()).containsExactly(span);
      assertThat(span.durationNanos()).isZero();
      assertThat(span.start()).isNotNull();
    }
  }

  private static byte[] sharingAResourceOf(int bytes, int spans) {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    for (int i = 0; i < spans; i++) {
      scope.addSpans(
          io.opentelemetry.proto.trace.v1.Span.newBuilder()
              .setTraceId(GOOD.otlp().getTraceId())
              .setSpanId(ByteString.copyFromUtf8("%08d".formatted(i))));
    }
    return TracesData.newBuilder()
        .addResourceSpans(
            Spans.entry("service-a")
                .withResource("text", "x".repeat(bytes))
                .span()
                .origin()
                .toBuilder()
                .addScopeSpans(scope))
        .build()
        .toByteArray();
  }

  /** An attribute that is an array of an array of an array, and so on. */
  private static byte[] nestedArrays(int depth) {
    ByteString value = ByteString.EMPTY;
    for (int level = 0; level < depth; level++) {
      value = within(value, 1, 5);
    }
    return within(value, 2, 9, 2, 2, 1).toByteArray();
  }

  /** The bytes as a field of that number in a message, this one as a field of the next, … */
  private static ByteString within(ByteString bytes, int... numbers) {
    ByteString message = bytes;
    for (int number : numbers) {
      UnknownFieldSet.Field field =
          UnknownFieldSet.Field.newBuilder().addLengthDelimited(message).build();
      message = UnknownFieldSet.newBuilder().addField(number, field).build().toByteString();
    }
    return message;
  }

  private static Decoded.Spans spans(byte[] input) {
    return (Decoded.Spans) OtlpReader.read(input);
  }

  private static void assertNotOtlp(byte[] input) {
    assertThat(reason(input)).isEqualTo(Decoded.Reason.NOT_OTLP);
  }

  private static Decoded.Reason reason(byte[] input) {
    return ((Decoded.Malformed) OtlpReader.read(input)).reason();
  }

  private static byte[] attribute(String value) {
    return oneSpan("\"attributes\":[{\"key\":\"k\",\"value\":" + value + "}]");
  }

  private static byte[] oneSpan(String field) {
    return ("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{"
            + "\"traceId\":\"0102030405060708090a0b0c0d0e0f10\",\"spanId\":\"0102030405060708\","
            + field
            + "}]}]}]}")
        .getBytes(UTF_8);
  }

  private static byte[] replaced(byte[] bytes, String text, String other) {
    return new String(bytes, ISO_8859_1).replace(text, other).getBytes(ISO_8859_1);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
