package io.spanline.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanline.model.Outcome;
import io.spanline.model.SpanId;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.Traces;
import io.spanline.otlp.Decoded;
import io.spanline.otlp.OtlpReader;
import io.spanline.otlp.RandomOtlp;
import io.spanline.settings.Catalogue.Encoding;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TraceSerdeTest {
  // Protobuf has no field for what headers say: it is the same in each version.
  private static final String PROTOBUF = "trace-2.otlp.hex";
  private static final Trace TRACE = Traces.aCallsBCallsC();
  private static final Trace INCOMPLETE =
      new Trace(
          TRACE.traceId(),
          3,
          new Outcome(
              false,
              List.of(Outcome.Reason.TRUNCATED, Outcome.Reason.NO_ROOT),
              List.of(Spans.spanId("lost"), Spans.spanId("gone")),
              new Outcome.Cut(4, 1)),
          TRACE.spans());

  @ParameterizedTest
  @EnumSource
  void everyOutcomeSurvivesTheWayThereAndBack(Encoding encoding) {
    Random random = new Random(7);
    for (int n = 0; n < 200; n++) {
      Trace trace = new Trace(TRACE.traceId(), 1 + n, anyOutcome(random), TRACE.spans());

      assertThat(afterTheWayThereAndBack(trace, encoding)).isEqualTo(trace);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whateverIsAcceptedSurvivesTheWayThereAndBack(Encoding encoding) {
    RandomOtlp source = new RandomOtlp(20261123);
    for (int n = 0; n < 1_000; n++) {
      byte[] input = source.next().toByteArray();
      Decoded.Spans decoded = (Decoded.Spans) OtlpReader.read(input);
      for (Trace trace : Traces.judged(decoded.spans())) {
        assertThat(afterTheWayThereAndBack(trace, encoding)).isEqualTo(trace);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void knowsTheSizeWithoutTheBytes(Encoding encoding) {
    TraceSerde serde = new TraceSerde(encoding);

    assertThat(serde.size(INCOMPLETE))
        .isEqualTo(serde.write(INCOMPLETE, new RecordHeaders()).length);
  }

  @Test
  void protobufIsThePlainTracesDataOfTheTrace() throws Exception {
    byte[] value = new TraceSerde(Encoding.OTLP_PROTO).write(TRACE, new RecordHeaders());

    assertThat(TracesData.parseFrom(value)).isEqualTo(TRACE.otlp());
  }

  @Test
  void headersSayWhatOtlpHasNoFieldFor() {
    Headers headers = new RecordHeaders().add("outcome", "complete".getBytes(UTF_8));

    new TraceSerde(Encoding.OTLP_PROTO).write(INCOMPLETE, headers);

    assertThat(texts(headers))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "content-type", "application/x-protobuf",
                "schema-version", "2",
                "revision", "3",
                "outcome", "truncated",
                "reasons", "truncated,no-root",
                "missing-parents", Spans.spanId("lost").hex() + "," + Spans.spanId("gone").hex(),
                "truncated", "4",
                "truncated-entry-spans", "1",
                "spans", "5",
                "services", "service-a,service-b,service-c"));
    assertThat(headers.headers("outcome")).hasSize(1);
  }

  @Test
  void namesOnlySoManyMissingParentsInTheHeaders() {
    List<SpanId> missing = LongStream.rangeClosed(1, 5_000).mapToObj(SpanId::new).toList();
    Outcome outcome =
        new Outcome(false, List.of(Outcome.Reason.ORPHANS), missing, Outcome.Cut.NONE);
    Trace trace = new Trace(TRACE.traceId(), 1, outcome, TRACE.spans());

    Trace read = afterTheWayThereAndBack(trace, Encoding.OTLP_PROTO);

    assertThat(read.outcome().missingParents())
        .isEqualTo(missing.subList(0, TraceHeaders.MOST_MISSING_PARENTS));
  }

  @ParameterizedTest
  @EnumSource
  void readsWhatItWrites(Encoding encoding) throws IOException {
    assertThat(readGolden("trace-2", encoding)).isEqualTo(INCOMPLETE);
  }

  /** It did not say how many of the cut spans were entry spans. */
  @ParameterizedTest
  @EnumSource
  void readsWhatVersionOneWrote(Encoding encoding) throws IOException {
    Trace read = readGolden("trace-1", encoding);

    assertThat(read.spans()).isEqualTo(INCOMPLETE.spans());
    assertThat(read.outcome().cut()).isEqualTo(new Outcome.Cut(4, 0));
  }

  private static Trace readGolden(String name, Encoding encoding) throws IOException {
    Headers headers = new RecordHeaders();
    for (String line : golden(name + ".headers").lines().toList()) {
      String[] header = line.split(": ", 2);
      headers.add(header[0], header[1].getBytes(UTF_8));
    }
    byte[] value =
        switch (encoding) {
          case JSON -> golden(name + ".json").strip().getBytes(UTF_8);
          case OTLP_PROTO -> HexFormat.of().parseHex(golden(PROTOBUF).replaceAll("\\s", ""));
        };
    return TraceSerde.read(value, headers);
  }

  @Test
  void writesVersionTwo() throws IOException {
    RecordHeaders headers = new RecordHeaders();
    byte[] protobuf = new TraceSerde(Encoding.OTLP_PROTO).write(INCOMPLETE, headers);
    String golden = golden("trace-2.headers");

    assertThat(new String(TraceJson.write(INCOMPLETE), UTF_8))
        .isEqualTo(golden("trace-2.json").strip());
    assertThat(HexFormat.of().formatHex(protobuf))
        .isEqualTo(golden(PROTOBUF).replaceAll("\\s", ""));
    assertThat(golden.lines())
        .containsExactlyInAnyOrderElementsOf(
            texts(headers).entrySet().stream().map(h -> h.getKey() + ": " + h.getValue()).toList());
  }

  @Test
  void refusesProtobufThatIsNoTrace() {
    byte[] two =
        TRACE.otlp().toBuilder()
            .mergeFrom(Spans.entry("service-a").inTrace("t2").span().fragment())
            .build()
            .toByteArray();
    Headers headers = new RecordHeaders();
    byte[] one = new TraceSerde(Encoding.OTLP_PROTO).write(TRACE, headers);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> TraceSerde.read(two, headers))
        .withMessageContaining("not one trace");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TraceSerde.read(one, new RecordHeaders()))
        .withMessageContaining("no header revision");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TraceSerde.read(Arrays.copyOf(one, one.length - 1), headers));
    assertThatIllegalArgumentException().isThrownBy(() -> TraceSerde.read(new byte[0], headers));
  }

  private static Trace afterTheWayThereAndBack(Trace trace, Encoding encoding) {
    Headers headers = new RecordHeaders();
    return TraceSerde.read(new TraceSerde(encoding).write(trace, headers), headers);
  }

  private static Outcome anyOutcome(Random random) {
    List<Outcome.Reason> reasons =
        Arrays.stream(Outcome.Reason.values()).filter(reason -> random.nextBoolean()).toList();
    boolean complete = reasons.isEmpty();
    List<SpanId> missing = complete ? List.of() : List.of(new SpanId(1 + random.nextInt(99)));
    return new Outcome(
        random.nextBoolean(),
        reasons,
        missing,
        new Outcome.Cut(complete ? 0 : 2, random.nextInt(complete ? 1 : 3)));
  }

  private static Map<String, String> texts(Headers headers) {
    Map<String, String> texts = new TreeMap<>();
    headers.forEach(header -> texts.put(header.key(), new String(header.value(), UTF_8)));
    return texts;
  }

  private static String golden(String name) throws IOException {
    try (var in = TraceSerdeTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
