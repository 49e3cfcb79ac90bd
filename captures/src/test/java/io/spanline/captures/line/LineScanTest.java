package io.spanline.captures.line;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.spanline.captures.line.Admission.Place;
import io.spanline.captures.manifest.CountTally;
import io.spanline.model.Call;
import io.spanline.model.Outcome;
import io.spanline.model.RandomTraces;
import io.spanline.model.Span;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.Traces;
import io.spanline.otlp.Decoded;
import io.spanline.otlp.OtlpReader;
import io.spanline.otlp.RandomOtlp;
import io.spanline.topic.TraceJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineScanTest {
  private final LineScan scan = new LineScan(Admission.ALL);

  @Test
  void theOutlineOfARandomTraceSaysWhatTheTraceSays() {
    for (int seed = 0; seed < 40; seed++) {
      for (Trace trace : randomTraces(seed)) {
        Scanned scanned = scan.scan(TraceJson.write(trace));

        assertThat(scanned).as("seed %d, %s", seed, trace).isNotNull();
        assertThat(scanned.admitted()).isTrue();
        assertSays(scanned.outline(), trace);
      }
    }
  }

  @Test
  void takesWhateverFieldsSpansHaveOrLeavesThemToTheSlowWay() {
    int taken = 0;
    for (int seed = 0; seed < 1_000; seed++) {
      Trace trace = randomOtlp(seed);
      byte[] json = TraceJson.write(trace);
      Scanned scanned = scan.scan(json);
      if (scanned != null) {
        taken++;
        assertSays(scanned.outline(), TraceJson.read(json));
        assertThat(TraceJson.write(TraceJson.read(json))).isEqualTo(json);
      }
    }
    assertThat(taken).isGreaterThan(20);
  }

  @Test
  void neverTakesASpoiledTextForOneThatWasWritten() {
    Random random = new Random(7);
    byte[] whole = TraceJson.write(Traces.aCallsBCallsC());
    int taken = 0;
    for (int i = 0; i < 30_000; i++) {
      byte[] spoiled = spoil(whole, random);
      Scanned scanned = scan.scan(spoiled);
      if (scanned != null) {
        taken++;
        Trace read = TraceJson.read(spoiled);
        assertThat(TraceJson.write(read)).isEqualTo(spoiled);
        assertSays(scanned.outline(), read);
      }
    }
    // Such as another digit in a span's name.
    assertThat(taken).isGreaterThan(100);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"kind\":2|\"kind\":\"SPAN_KIND_SERVER\"",
        "\"kind\":2|\"kind\": 2",
        "/orders/7|\\/orders\\/7",
        "/orders/7|\\u0041",
        "\"kind\":2|\"kind\":2,\"kind\":3",
        "\"kind\":2|\"kind\":2,\"secret\":\"x\"",
        "{\"key\":\"url.path\"|{\"key\":\"url.path\",\"keyStrindex\":1",
        "/orders/7\"}|/orders/7\",\"unknown\":1}",
        "/orders/7|/orders/\\ud800",
        "\"replay\":|\"extra\":1,\"replay\":",
        "\"durationMs\":50.0|\"durationMs\":51.0",
        "\"errorCount\":0|\"errorCount\":1",
        "\"revision\":1|\"revision\":1.0"
      })
  void leavesWhatOurWriterWouldNotWriteToTheSlowWay(String written, String other) {
    String json = new String(TraceJson.write(Traces.aCallsBCallsC()), UTF_8);
    assertThat(json).contains(written);

    String foreign = json.replace(written, other);

    assertThat(scan.scan(foreign.getBytes(UTF_8))).isNull();
  }

  @Test
  void refusesBytesThatAreNoUtf8() {
    byte[] json = TraceJson.write(Traces.aCallsBCallsC());
    int at = new String(json, UTF_8).indexOf("/orders/7");
    json[at] = (byte) 0xC0;
    json[at + 1] = (byte) 0xAF;

    assertThat(scan.scan(json)).isNull();
  }

  @Test
  void leavesWhatIsNestedDeeperThanAnybodyReads() {
    String json = new String(TraceJson.write(Traces.aCallsBCallsC()), UTF_8);
    String open = "{\"arrayValue\":{\"values\":[".repeat(200_000);
    String close = "]}}".repeat(200_000);
    String deep = "{\"key\":\"deep\",\"value\":" + open + close + "}";
    String hostile = json.replaceFirst("\\{\"key\":\"url.path\"", deep + ",{\"key\":\"url.path\"");

    assertThat(scan.scan(hostile.getBytes(UTF_8))).isNull();
  }

  @Test
  void asksForEveryTextOfASpan() {
    Span span = Spans.entry("service-a").with("db.query.text", "select 1").span();
    var otlp = span.otlp().toBuilder().setTraceState("a=b");
    otlp.addAttributes(
        attribute(
            "list",
            AnyValue.newBuilder()
                .setArrayValue(
                    io.opentelemetry.proto.common.v1.ArrayValue.newBuilder()
                        .addValues(text("in list")))));
    otlp.addAttributes(
        attribute(
            "map",
            AnyValue.newBuilder()
                .setKvlistValue(
                    io.opentelemetry.proto.common.v1.KeyValueList.newBuilder()
                        .addValues(attribute("inner", text("in map"))))));
    otlp.addAttributes(attribute("count", AnyValue.newBuilder().setIntValue(5)));
    otlp.addEventsBuilder().setName("exception").addAttributes(attribute("e", text("in event")));
    otlp.addLinksBuilder().setTraceState("c=d").addAttributes(attribute("l", text("in link")));
    otlp.getStatusBuilder().setMessage("broken");
    var scope = span.scope().toBuilder().setSchemaUrl("scope url");
    scope
        .getScopeBuilder()
        .setName("agent")
        .setVersion("2")
        .addAttributes(attribute("s", text("in scope")));
    var origin = span.origin().toBuilder().setSchemaUrl("resource url");
    origin.getResourceBuilder().addAttributes(attribute("host", text("machine")));
    Trace trace = Traces.complete(List.of(new Span(origin.build(), scope.build(), otlp.build())));
    Map<String, Set<String>> asked = new LinkedHashMap<>();
    Admission all =
        (place, field, text) ->
            asked
                .computeIfAbsent(place + " " + field, key -> new HashSet<>())
                .add(String.valueOf(text));

    assertThat(new LineScan((p, f, t) -> all.admits(p, f, t) || true).scan(TraceJson.write(trace)))
        .isNotNull();

    assertThat(asked)
        .containsEntry("RESOURCE service.name", Set.of("service-a"))
        .containsEntry("RESOURCE host", Set.of("machine"))
        .containsEntry("SCHEMA_URL resource.schema_url", Set.of("resource url"))
        .containsEntry("SCHEMA_URL scope.schema_url", Set.of("scope url"))
        .containsEntry("NAME scope.name", Set.of("agent"))
        .containsEntry("NAME scope.version", Set.of("2"))
        .containsEntry("SCOPE s", Set.of("in scope"))
        .containsEntry("NAME span.name", Set.of("service-a-operation"))
        .containsEntry("TRACE_STATE span.trace_state", Set.of("a=b"))
        .containsEntry("SPAN db.query.text", Set.of("select 1"))
        .containsEntry("SPAN list", Set.of("null", "in list"))
        .containsEntry("SPAN map", Set.of("null", "inner", "in map"))
        .containsEntry("SPAN inner", Set.of("null"))
        .containsEntry("SPAN count", Set.of("null"))
        .containsEntry("NAME event.name", Set.of("exception"))
        .containsEntry("EVENT e", Set.of("in event"))
        .containsEntry("TRACE_STATE link.trace_state", Set.of("c=d"))
        .containsEntry("LINK l", Set.of("in link"))
        .containsEntry("STATUS status.message", Set.of("broken"));
  }

  @Test
  void saysThatATextIsNotAdmittedAndStillGivesTheOutline() {
    Trace trace = Traces.aCallsBCallsC();
    LineScan strict = new LineScan((place, field, text) -> place != Place.SPAN);

    Scanned scanned = strict.scan(TraceJson.write(trace));

    assertThat(scanned).isNotNull();
    assertThat(scanned.admitted()).isFalse();
    assertSays(scanned.outline(), trace);
  }

  private static void assertSays(Trace outline, Trace trace) {
    assertThat(TraceJson.summary(outline)).isEqualTo(TraceJson.summary(trace));
    assertThat(outline.outcome()).isEqualTo(trace.outcome());
    assertThat(outline.spans())
        .extracting(Span::facts)
        .isEqualTo(trace.spans().stream().map(Span::facts).toList());
    assertThat(calls(outline)).isEqualTo(calls(trace));
    assertThat(counts(outline)).isEqualTo(counts(trace));
  }

  private static List<List<Object>> calls(Trace trace) {
    List<List<Object>> calls = new ArrayList<>();
    for (Call call : trace.calls()) {
      calls.add(
          List.of(
              call.caller(),
              call.callee(),
              call.clientNanos(),
              String.valueOf(call.gapNanos()),
              call.isError(),
              call.exit().key()));
    }
    return calls;
  }

  private static List<Object> counts(Trace trace) {
    CountTally tally = new CountTally();
    tally.add(trace);
    return List.of(tally.counts(), tally.replay());
  }

  private static Collection<Trace> randomTraces(int seed) {
    Map<Object, List<Span>> byTrace =
        new RandomTraces(new Random(seed))
            .spans(20).stream()
                .collect(
                    Collectors.groupingBy(Span::traceId, LinkedHashMap::new, Collectors.toList()));
    return byTrace.values().stream()
        .map(spans -> new Trace(spans.get(0).traceId(), 1 + seed % 3, Trace.judge(spans), spans))
        .toList();
  }

  private static Trace randomOtlp(int seed) {
    List<Span> spans = new ArrayList<>();
    if (OtlpReader.spansOf(new RandomOtlp(seed).next()) instanceof Decoded.Spans read) {
      for (Span span : read.spans()) {
        if (spans.isEmpty() || span.traceId().equals(spans.get(0).traceId())) {
          spans.add(span);
        }
      }
    }
    Outcome outcome = Trace.judge(spans).with(Outcome.Reason.TRUNCATED, seed % 5);
    return new Trace(spans.get(0).traceId(), 1, outcome, spans);
  }

  private static byte[] spoil(byte[] whole, Random random) {
    byte[] spoiled = whole.clone();
    int at = random.nextInt(spoiled.length);
    if (random.nextInt(3) == 0) {
      byte[] shorter = new byte[spoiled.length - 1];
      System.arraycopy(spoiled, 0, shorter, 0, at);
      System.arraycopy(spoiled, at + 1, shorter, at, shorter.length - at);
      return shorter;
    }
    spoiled[at] ^= (byte) (1 << random.nextInt(8));
    return spoiled;
  }

  private static KeyValue attribute(String key, AnyValue.Builder value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  private static AnyValue.Builder text(String text) {
    return AnyValue.newBuilder().setStringValue(text);
  }
}
