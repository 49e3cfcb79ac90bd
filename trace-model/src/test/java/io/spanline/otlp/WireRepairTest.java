package io.spanline.otlp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanline.model.Span;
import io.spanline.model.Spans;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Text that is not UTF-8: the Collector passes it on as it came. */
class WireRepairTest {
  private static final byte[] LATIN_1 = "caf\u00e9!".getBytes(ISO_8859_1);
  // As many bytes, which are replaced once their lengths are written.
  private static final String PLACE = "caf+!";
  private static final String REPAIRED = "caf\uFFFD!";

  @Test
  void readsALatin1PathWithUfffdInIt() {
    Span sent = Spans.entry("service-a").with("url.path", PLACE).span();

    Decoded.Spans read = read(latin1(sent.fragment()));

    assertThat(read.spans())
        .containsExactly(Spans.entry("service-a").with("url.path", REPAIRED).span());
    assertThat(read.repaired()).isOne();
  }

  /** At every length, since lengths of 128 and more take further bytes. */
  @Test
  void repairsEveryTextOfTheSchemaAndNothingElse() {
    for (int seed = 0; seed < 300; seed++) {
      TracesData data = new RandomOtlp(seed).next();
      String rest = "x".repeat(seed);

      Decoded.Spans read = read(latin1(withTexts(data, PLACE + rest)));

      Decoded.Spans expected = read(withTexts(data, REPAIRED + rest).toByteArray());
      assertThat(read.spans()).isEqualTo(expected.spans());
      assertThat(read.rejected()).isEqualTo(expected.rejected());
      assertThat(expected.repaired()).isZero();
    }
  }

  @Test
  void keepsIdsAndBytesThatLookLikeBrokenText() {
    ByteString bytes = ByteString.copyFrom(LATIN_1);
    Spans span =
        Spans.entry("service-a")
            .named(PLACE)
            .edited(
                otlp ->
                    otlp.setSpanId(bytes.concat(bytes).substring(0, 8))
                        .addAttributesBuilder()
                        .setKey("raw")
                        .getValueBuilder()
                        .setBytesValue(bytes));

    Span read = read(latin1(span.span().fragment())).spans().get(0);

    assertThat(read.operation()).isEqualTo(REPAIRED);
    assertThat(read.otlp().getSpanId()).isEqualTo(bytes.concat(bytes).substring(0, 8));
    assertThat(read.otlp().getAttributes(0).getValue().getBytesValue()).isEqualTo(bytes);
  }

  @Test
  void countsTheSpansThatHoldOrShareARepairedText() {
    TracesData data =
        TracesData.newBuilder()
            .mergeFrom(Spans.entry("service-a").span().fragment())
            .mergeFrom(Spans.entry("service-b").named(PLACE).span().fragment())
            .mergeFrom(three(Spans.entry("service-c").withResource("host", PLACE)))
            .mergeFrom(three(Spans.entry("service-d")))
            .build();

    Decoded.Spans read = read(latin1(data));

    assertThat(read.spans()).hasSize(8);
    assertThat(read.repaired()).isEqualTo(4);
  }

  @Test
  void dropsFieldsThatOtlpDoesNotHave() {
    Field text = Field.newBuilder().addLengthDelimited(ByteString.copyFrom(LATIN_1)).build();
    UnknownFieldSet texts = UnknownFieldSet.newBuilder().addField(900, text).build();
    UnknownFieldSet strange =
        texts.toBuilder().addField(901, Field.newBuilder().addGroup(texts).build()).build();
    Spans good = Spans.entry("service-a").edited(otlp -> otlp.setUnknownFields(strange));
    Spans bad = Spans.entry("service-a").named(PLACE).edited(o -> o.setUnknownFields(strange));

    assertThat(read(good.span().fragment().toByteArray()).repaired()).isZero();
    assertThat(read(latin1(bad.span().fragment())).spans())
        .containsExactly(Spans.entry("service-a").named(REPAIRED).span());
  }

  @Test
  void refusesEveryBeginningOfARecord() {
    byte[] record = latin1(Spans.entry("service-a").named(PLACE).span().fragment());

    for (int length = 1; length < record.length; length++) {
      assertThat(OtlpReader.read(Arrays.copyOf(record, length)))
          .isInstanceOf(Decoded.Malformed.class);
    }
  }

  @Test
  void aRecordFullOfSuchTextTakesTimeAndMemoryOfItsSize() {
    Spans span = Spans.entry("service-a");
    for (int i = 0; i < 200_000; i++) {
      span.with(PLACE, "");
    }
    byte[] input = latin1(span.span().fragment());
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long nanos = threads.getCurrentThreadCpuTime();
    long bytes = threads.getCurrentThreadAllocatedBytes();

    Decoded.Spans read = read(input);

    bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
    nanos = threads.getCurrentThreadCpuTime() - nanos;
    assertThat(read.repaired()).isOne();
    assertThat(bytes).isLessThan(200L * input.length);
    assertThat(nanos).isLessThan(3_000_000_000L);
  }

  private static Decoded.Spans read(byte[] input) {
    return (Decoded.Spans) OtlpReader.read(input);
  }

  private static byte[] latin1(Message message) {
    return new String(message.toByteArray(), ISO_8859_1)
        .replace(PLACE, new String(LATIN_1, ISO_8859_1))
        .getBytes(ISO_8859_1);
  }

  private static TracesData three(Spans spans) {
    TracesData.Builder data = spans.span().fragment().toBuilder();
    var scope = data.getResourceSpansBuilder(0).getScopeSpansBuilder(0);
    scope.addSpans(scope.getSpans(0)).addSpans(scope.getSpans(0));
    return data.build();
  }

  /** The message with this in place of each of its texts. */
  private static Message withTexts(Message message, String text) {
    Message.Builder changed = message.toBuilder();
    message
        .getAllFields()
        .forEach(
            (field, value) -> {
              switch (field.getJavaType()) {
                case STRING -> set(changed, field, value, one -> text);
                case MESSAGE -> set(changed, field, value, one -> withTexts((Message) one, text));
                default -> {}
              }
            });
    return changed.build();
  }

  private static void set(
      Message.Builder message, FieldDescriptor field, Object value, UnaryOperator<Object> change) {
    message.setField(
        field,
        value instanceof List<?> values
            ? values.stream().map(change).toList()
            : change.apply(value));
  }
}
