package io.spanline.captures.line;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.spanline.model.Outcome;
import io.spanline.model.RandomTraces;
import io.spanline.model.Span;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.otlp.Decoded;
import io.spanline.otlp.OtlpReader;
import io.spanline.otlp.RandomOtlp;
import io.spanline.topic.TraceJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class JoinedTextTest {
  private final LineScan scan = new LineScan(Admission.ALL);

  @Test
  void isWhatWouldBeWrittenOfTheJoinedTrace() {
    Random random = new Random(3);
    for (int seed = 0; seed < 40; seed++) {
      for (List<Span> spans : randomTraces(seed)) {
        List<Trace> records = records(spans, random);

        Joined joined = scan.join(texts(records));

        assertThat(joined).as("seed %d", seed).isNotNull();
        assertThat(new String(joined.json(), UTF_8))
            .isEqualTo(new String(TraceJson.write(Trace.join(records)), UTF_8));
        assertThat(joined.outline().outcome()).isEqualTo(Trace.join(records).outcome());
        assertThat(joined.outline().spans())
            .extracting(Span::facts)
            .isEqualTo(Trace.join(records).spans().stream().map(Span::facts).toList());
      }
    }
  }

  @Test
  void isWhatWouldBeWrittenWhateverFieldsGroupsAndSpansHave() {
    Random random = new Random(4);
    int taken = 0;
    for (int seed = 0; seed < 1_500; seed++) {
      List<Trace> records = records(randomOtlp(seed), random);
      Joined joined = scan.join(texts(records));
      if (joined != null) {
        taken++;
        assertThat(new String(joined.json(), UTF_8))
            .as("seed %d", seed)
            .isEqualTo(new String(TraceJson.write(Trace.join(records)), UTF_8));
      }
    }
    assertThat(taken).isGreaterThan(20);
  }

  @Test
  void aTextThatIsNotAdmittedOrNotAsItWouldBeWrittenIsLeftToTheSlowWay() {
    byte[] fine = text(1, Spans.entry("a").with("http.route", "/fine"));
    byte[] secret = text(2, Spans.entry("b").withId("b").with("http.route", "/secret"));
    byte[] foreign = new String(secret, UTF_8).replace("\"kind\":2", "\"kind\": 2").getBytes(UTF_8);
    LineScan strict = new LineScan((place, field, text) -> !"/secret".equals(text));

    assertThat(strict.join(List.of(fine, secret))).isNull();
    assertThat(scan.join(List.of(fine, foreign))).isNull();
    assertThat(scan.join(List.of(fine, new byte[] {'x'}))).isNull();
    assertThat(scan.join(List.of(fine, secret))).isNotNull();
  }

  @Test
  void saysTheLowestRevision() {
    byte[] second = text(2, Spans.entry("a"));
    byte[] third = text(3, Spans.entry("b").withId("b"));

    Joined joined = scan.join(List.of(third, second));

    assertThat(joined).isNotNull();
    assertThat(joined.firstRevision()).isEqualTo(2);
    assertThat(joined.outline().revision()).isEqualTo(3);
  }

  /** The spans in up to three records, some in two of them; groups differ by more than a name. */
  private static List<Trace> records(List<Span> spans, Random random) {
    List<Trace> records = new ArrayList<>();
    int number = 1 + random.nextInt(3);
    for (int revision = 1; revision <= number; revision++) {
      List<Span> some = new ArrayList<>();
      for (Span span : spans) {
        if (random.nextInt(number) == 0 || some.isEmpty()) {
          some.add(random.nextInt(4) == 0 ? elsewhere(span, random) : span);
        }
      }
      Outcome outcome = Trace.judge(some);
      records.add(
          new Trace(
              some.get(0).traceId(),
              revision,
              random.nextInt(5) == 0 ? outcome.with(Outcome.Reason.TRUNCATED, 2) : outcome,
              some));
    }
    return records;
  }

  private static Span elsewhere(Span span, Random random) {
    var origin = span.origin().toBuilder();
    var scope = span.scope().toBuilder();
    if (random.nextBoolean()) {
      origin.setSchemaUrl("https://opentelemetry.io/schemas/1." + random.nextInt(3));
    }
    if (random.nextBoolean()) {
      scope.setSchemaUrl("\"quoted\" ☃").getScopeBuilder().setName("agent" + random.nextInt(2));
    }
    if (random.nextInt(4) == 0) {
      origin.getResourceBuilder().setDroppedAttributesCount(random.nextInt());
    }
    return new Span(origin.build(), scope.build(), span.otlp());
  }

  private static byte[] text(int revision, Spans span) {
    return TraceJson.write(
        new Trace(span.span().traceId(), revision, Outcome.COMPLETE, List.of(span.span())));
  }

  private static List<byte[]> texts(List<Trace> records) {
    return records.stream().map(TraceJson::write).toList();
  }

  private static Collection<List<Span>> randomTraces(int seed) {
    return new RandomTraces(new Random(seed))
        .spans(20).stream().collect(Collectors.groupingBy(Span::traceId)).values();
  }

  /** All under one trace id. */
  private static List<Span> randomOtlp(int seed) {
    if (!(OtlpReader.spansOf(new RandomOtlp(seed).next()) instanceof Decoded.Spans read)) {
      throw new IllegalStateException("no spans of seed " + seed);
    }
    ByteString id = read.spans().get(0).otlp().getTraceId();
    return read.spans().stream()
        .map(
            span ->
                new Span(
                    span.origin(), span.scope(), span.otlp().toBuilder().setTraceId(id).build()))
        .toList();
  }
}
