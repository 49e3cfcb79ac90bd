package io.spanline.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanline.model.ParsedSpan;
import io.spanline.model.SlicedSpan;
import io.spanline.model.Span;
import io.spanline.model.SpanKind;
import io.spanline.model.Spans;
import io.spanline.model.Traces;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class SpanReaderTest {
  private static final UnknownFieldSet UNKNOWN =
      UnknownFieldSet.newBuilder()
          .addField(1000, UnknownFieldSet.Field.newBuilder().addVarint(7).build())
          .build();
  private static final Map<String, Function<Span, Object>> QUESTIONS = questions();

  private final SpanReader reader = new SpanReader();

  @Test
  void everyAnswerIsThatOfTheParser() {
    RandomOtlp source = new RandomOtlp(20261129);
    for (int n = 0; n < 2_000; n++) {
      Decoded.Spans parsed = assertReadAlike(source.next().toByteArray());
      parsed.spans().forEach(span -> assertReadAlike(span.fragment().toByteArray()));
    }
  }

  @Test
  void saysOfEveryPeerWhatTheParserSays() {
    List<Spans> exits =
        List.of(
            exit().with("peer.service", "stock"),
            exit().with("peer.service", "eu/stock").with("service.peer.name", " "),
            exit().with("service.peer.name", "stock").with("service.peer.namespace", "us"),
            exit().with("service.peer.name", "stock").with("peer.service", "other"),
            exit().with("db.system", "postgresql").with("db.name", "shop"),
            exit().with("db.system.name", "postgresql").with("server.address", "db"),
            exit().with("messaging.system", "kafka").with("messaging.destination.name", "orders"),
            exit().with("messaging.system", "jms").with("messaging.destination.temporary", "true"),
            exit().with("messaging.system", "kafka").with("messaging.operation.type", "receive"),
            exit().with("server.address", "api.example.org").with("server.port", "443"),
            exit().with("net.peer.name", "api.example.org"),
            exit().with("peer.service", "first").with("peer.service", "second"),
            exit().with("peer.service", "caf\u00e9\u0007" + "x".repeat(300)));

    for (Spans exit : exits) {
      Decoded.Spans parsed = assertReadAlike(exit.span().fragment().toByteArray());
      assertThat(parsed.spans().get(0).kind()).isEqualTo(SpanKind.CLIENT);
    }
  }

  @Test
  void readsSpoiltRecordsLikeTheParser() {
    RandomOtlp source = new RandomOtlp(5);
    Random random = new Random(6);
    int read = 0;
    for (int n = 0; n < 20_000; n++) {
      List<Span> spans = ((Decoded.Spans) OtlpReader.read(source.next().toByteArray())).spans();
      byte[] record = spans.get(random.nextInt(spans.size())).fragment().toByteArray();

      if (assertSame(spoilt(record, random)) instanceof Decoded.Spans) {
        read++;
      }
    }
    // Spoilt beyond reading all of them, the records would test nothing but the refusal.
    assertThat(read).isGreaterThan(2_000);
  }

  @Test
  void whatIsNotPlainIsReadByTheParser() {
    TracesData plain = Spans.entry("a").span().fragment();
    byte[] bytes = plain.toByteArray();

    assertReadAlike(joined(bytes, bytes));
    assertReadAlike(OtlpJson.write(plain));
    assertReadAlike(edited(span -> span.addAttributes(deep(60))));
    assertSame(edited(span -> span.setParentSpanId(ByteString.copyFrom(new byte[7]))));
    assertSame(edited(span -> span.setSpanId(ByteString.copyFrom(new byte[8]))));
    assertSame(joined(bytes, new byte[] {0x0b, 0x0c}));
    assertSame(joined(bytes, new byte[] {0x0b}));
    assertSame(new byte[] {0x0a, 0});
    assertSame(new byte[0]);
    assertThat(reader.read(null)).isEqualTo(OtlpReader.read(null));
  }

  @Test
  void aFieldThatComesTwiceMeansWhatItMeansToTheParser() {
    byte[] once =
        edited(span -> span.setName("first").addAttributes(Spans.attribute("peer.service", "x")));
    byte[] span = bytes((SlicedSpan) only(once));
    byte[] named =
        io.opentelemetry.proto.trace.v1.Span.newBuilder().setName("second").build().toByteArray();
    byte[] twoValues =
        joined(
            Spans.attribute("peer.service", "x").toByteArray(),
            Spans.attribute("", "y").toByteArray());

    assertReadAlike(framed(joined(span, named)));
    assertReadAlike(framed(joined(span, part(0x4a, twoValues))));
  }

  @Test
  void textThatIsNotUtf8IsRepairedAsTheParserDoes() {
    byte[] record =
        edited(span -> span.setName("caf\u00e9").addAttributes(Spans.attribute("k", "na\u00efve")));

    for (int at = 0; at < record.length; at++) {
      byte[] spoilt = record.clone();
      spoilt[at] = (byte) 0xe9;
      assertSame(spoilt);
    }
  }

  @Test
  void keepsFieldsThatOurSchemaDoesNotHave() {
    RandomOtlp source = new RandomOtlp(9);
    for (int n = 0; n < 500; n++) {
      for (Span span : ((Decoded.Spans) OtlpReader.read(source.next().toByteArray())).spans()) {
        var withMore = span.otlp().toBuilder().setUnknownFields(UNKNOWN).build();
        byte[] record =
            new ParsedSpan(span.origin(), span.scope(), withMore).fragment().toByteArray();

        SlicedSpan sliced = (SlicedSpan) only(record);

        assertThat(bytes(sliced)).isEqualTo(withMore.toByteArray());
        assertThat(sliced).isEqualTo(span);
        assertThat(sliced.fragmentBytes()).isEqualTo(record);
      }
    }
  }

  @Test
  void spansOfOneResourceAndScopeShareThem() {
    Spans entry = Spans.entry("service-a");

    SlicedSpan one = (SlicedSpan) only(entry.inTrace("1").span().fragment().toByteArray());
    SlicedSpan other = (SlicedSpan) only(entry.inTrace("2").span().fragment().toByteArray());
    SlicedSpan ofJson = (SlicedSpan) only(OtlpJson.write(entry.inTrace("3").span().fragment()));

    assertThat(one.sharedOrigin()).isSameAs(other.sharedOrigin()).isSameAs(ofJson.sharedOrigin());
    assertThat(one.sharedScope()).isSameAs(other.sharedScope()).isSameAs(ofJson.sharedScope());
    assertThat(one.operation()).isSameAs(other.operation());
  }

  @Test
  void aRecordOfSeveralTracesIsReadWhole() {
    TracesData.Builder data = TracesData.newBuilder();
    Traces.aCallsBCallsC().spans().forEach(span -> data.mergeFrom(span.fragment()));
    data.mergeFrom(Spans.entry("b").inTrace("other").span().fragment());

    Decoded.Spans parsed = assertReadAlike(data.build().toByteArray());

    assertThat(parsed.spans()).hasSize(6);
  }

  private Span only(byte[] record) {
    return ((Decoded.Spans) reader.read(record)).spans().get(0);
  }

  private Decoded.Spans assertReadAlike(byte[] record) {
    return (Decoded.Spans) assertSame(record);
  }

  private Decoded assertSame(byte[] record) {
    Decoded parsed = OtlpReader.read(record);
    Decoded sliced = reader.read(record);
    assertThat(sliced).isEqualTo(parsed);
    if (parsed instanceof Decoded.Spans spans) {
      List<Span> slices = ((Decoded.Spans) sliced).spans();
      assertThat(slices).allMatch(SlicedSpan.class::isInstance);
      for (int i = 0; i < slices.size(); i++) {
        assertThat(answers(slices.get(i))).isEqualTo(answers(spans.spans().get(i)));
      }
    }
    return parsed;
  }

  private static Map<String, Object> answers(Span span) {
    Map<String, Object> answers = new LinkedHashMap<>();
    QUESTIONS.forEach((name, question) -> answers.put(name, question.apply(span)));
    return answers;
  }

  private static Map<String, Function<Span, Object>> questions() {
    Map<String, Function<Span, Object>> questions = new LinkedHashMap<>();
    questions.put("origin", Span::origin);
    questions.put("scope", Span::scope);
    questions.put("otlp", Span::otlp);
    questions.put("traceId", Span::traceId);
    questions.put("spanIdValue", Span::spanIdValue);
    questions.put("parentIdValue", Span::parentIdValue);
    questions.put("flags", Span::flags);
    questions.put("link", Span::link);
    questions.put("service", Span::service);
    questions.put("namespace", Span::namespace);
    questions.put("environment", Span::environment);
    questions.put("operation", Span::operation);
    questions.put("peer", Span::peer);
    questions.put("resource", Span::resource);
    questions.put("facts", Span::facts);
    questions.put("start", Span::start);
    questions.put("end", Span::end);
    questions.put("duration", Span::durationNanos);
    questions.put("attribute", span -> span.attribute("peer.service"));
    questions.put("fragment", Span::fragment);
    questions.put("hash", Span::hashCode);
    questions.put("text", Span::toString);
    return questions;
  }

  private static byte[] edited(Consumer<io.opentelemetry.proto.trace.v1.Span.Builder> edit) {
    return Spans.entry("service-a").edited(edit).span().fragment().toByteArray();
  }

  private static Spans exit() {
    return Spans.of("service-a", SpanKind.CLIENT);
  }

  private static KeyValue deep(int levels) {
    AnyValue value = AnyValue.newBuilder().setStringValue("deep").build();
    for (int level = 0; level < levels / 2; level++) {
      value = AnyValue.newBuilder().setArrayValue(ArrayValue.newBuilder().addValues(value)).build();
    }
    return KeyValue.newBuilder().setKey("deep").setValue(value).build();
  }

  private static byte[] framed(byte[] span) {
    return part(0x0a, part(0x12, part(0x12, span)));
  }

  private static byte[] part(int tag, byte[] bytes) {
    int length = bytes.length;
    byte[] head = {(byte) tag, (byte) (length | 0x80), (byte) (length >> 7)};
    return joined(head, bytes);
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] joined = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, joined, one.length, other.length);
    return joined;
  }

  private static byte[] spoilt(byte[] record, Random random) {
    int at = random.nextInt(record.length);
    return switch (random.nextInt(4)) {
      case 0 -> Arrays.copyOf(record, at);
      case 1 -> {
        byte[] changed = record.clone();
        changed[at] ^= (byte) (1 << random.nextInt(8));
        yield changed;
      }
      case 2 -> {
        byte[] changed = record.clone();
        changed[at] = (byte) random.nextInt(256);
        yield changed;
      }
      default -> {
        ByteArrayOutputStream inserted = new ByteArrayOutputStream();
        inserted.write(record, 0, at);
        inserted.write(random.nextInt(256));
        inserted.write(record, at, record.length - at);
        yield inserted.toByteArray();
      }
    };
  }

  private static byte[] bytes(SlicedSpan span) {
    byte[] bytes = new byte[span.length()];
    span.putBytes(bytes, 0);
    return bytes;
  }
}
