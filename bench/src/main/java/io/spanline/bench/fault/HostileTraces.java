package io.spanline.bench.fault;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanline.bench.examine.PublishedRows;
import io.spanline.bench.examine.RunFinding;
import io.spanline.harness.process.Waiting;
import io.spanline.harness.traffic.SpanBuilder;
import io.spanline.model.ParsedSpan;
import io.spanline.model.Span;
import io.spanline.model.SpanKind;
import io.spanline.otlp.OtlpReader;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Settings;
import io.spanline.statistics.StatisticsSubject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Rows 16, 18 and 19: traces that are too large, too many, or in no order. */
final class HostileTraces {
  private static final int LARGE = 950_000;
  private static final int PARTS = 50;
  private static final int PART = 100_000;
  private static final int MANY = 50_000;
  private static final int GROWING = 40;
  private static final int EVENTS = 450_000;
  private static final int SHARING = 1_000;
  private static final int NAMES = 100_000;
  private static final int OPEN_TRACES = 300_000;
  // A row comes out up to a second after it changed, and is committed up to a second later.
  private static final Duration PUBLISHED = Duration.ofSeconds(15);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration TOOK = Duration.ofMillis(1);
  private static final int SHUFFLED = 2_000;
  private static final double TWICE = 0.3;

  private HostileTraces() {}

  /** Spans, traces and records that are as large as the topic takes, and output beyond it. */
  static void oversize(FaultScene scene) throws Exception {
    HostileRun run = new HostileRun(scene);
    HostileSink sink = run.sink();
    sendOversize(sink);
    Aftermath aftermath = run.examine();
    RunFinding finding = scene.finding();
    finding.expect(
        "spans emitted or truncated",
        sink.spans().size(),
        aftermath.emitted() + aftermath.truncated());
    Settings defaults = Settings.of(Map.of());
    int spanCap = defaults.value(Catalogue.TRACE_MAX_SPANS);
    int byteCap = defaults.value(Catalogue.TRACE_MAX_BYTES);
    // Each cap is of one trace, whichever is met first; the spans of many events fit no record. The
    // most that the caps allow, not the exact number: a trace within both may still be cut to the
    // largest record, by the size of its JSON, which only assembly knows.
    long most = 1L + byteCap / PART + Math.min(spanCap, MANY);
    finding.require(
        aftermath.emitted() <= most && aftermath.emitted() >= most / 2,
        "%d spans emitted, the caps leave %d".formatted(aftermath.emitted(), most));
    finding.expect("records that multiply", 1, aftermath.reasons().getOrDefault("too-much", 0));
    finding.expect("duplicates", 0, aftermath.duplicates());
  }

  private static void sendOversize(HostileSink sink) throws InvalidProtocolBufferException {
    sink.send(SpanBuilder.entry("hostile").inTrace("large").with("text", "x".repeat(LARGE)).span());
    for (int part = 0; part < PARTS; part++) {
      sink.send(child("parts", part).with("text", "x".repeat(PART)).span());
    }
    List<Span> together = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      together.add(child("many", i).span());
      if (together.size() == 500) {
        sink.sendTogether(together);
        together.clear();
      }
    }
    for (int i = 0; i < GROWING; i++) {
      sink.send(withEvents(SpanBuilder.entry("hostile").inTrace("growing-" + i).span()));
    }
    sink.sendUnreadable(multiplying());
  }

  private static SpanBuilder child(String trace, int number) {
    return SpanBuilder.of("hostile", SpanKind.INTERNAL)
        .inTrace(trace)
        .withId(trace + number)
        .under(trace + (number - 1));
  }

  /** Two bytes each as protobuf, ten times that as JSON, thirty times that on a heap. */
  private static Span withEvents(Span span) throws InvalidProtocolBufferException {
    byte[] events = new byte[2 * EVENTS];
    for (int i = 0; i < events.length; i += 2) {
      // Field 11, length 0.
      events[i] = 11 << 3 | 2;
    }
    var otlp = span.otlp().toBuilder().mergeFrom(events).build();
    return new ParsedSpan(span.origin(), span.scope(), otlp);
  }

  /** A thousand spans of one resource that would take more than {@link OtlpReader} allows. */
  private static byte[] multiplying() {
    Span span = SpanBuilder.entry("hostile").withResource("text", "x".repeat(400_000)).span();
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    for (int i = 0; i < SHARING; i++) {
      ByteString id = ByteString.copyFromUtf8("%08d".formatted(i));
      scope.addSpans(span.otlp().toBuilder().setSpanId(id));
    }
    return TracesData.newBuilder()
        .addResourceSpans(span.origin().toBuilder().addScopeSpans(scope))
        .build()
        .toByteArray();
  }

  /** More names and more open traces than there is memory for. */
  static void manyNames(FaultScene scene) throws Exception {
    HostileRun run = new HostileRun(scene);
    for (int i = 0; i < OPEN_TRACES; i++) {
      // Its parent never comes: it waits as long as a trace may.
      // Of now: an old one is counted in the oldest window, whose rows soon go.
      run.sink()
          .send(
              SpanBuilder.entry(i < NAMES ? "hostile-" + i : "hostile")
                  .inTrace("open-" + i)
                  .under("gone")
                  .from(Instant.now().minus(TOOK), TOOK)
                  .span());
    }

    Aftermath aftermath = run.examine();
    aftermath.expectEverySpanOnce();
    RunFinding finding = scene.finding();
    finding.require(aftermath.outcomes("evicted") > 0, "no trace was evicted");
    // Nobody who has no row of his own is forgotten: he is counted under the common name.
    Waiting.within(PUBLISHED, LOOK, () -> sum(hostileRows(scene)) >= run.sink().sent());
    Map<String, Long> requests = hostileRows(scene);
    long overflow = requests.getOrDefault(StatisticsSubject.OVERFLOW, 0L);
    finding.remark(
        "%d services have rows, %s counts %d"
            .formatted(requests.size() - 1, StatisticsSubject.OVERFLOW, overflow));
    finding.require(overflow > 0, "nothing was counted under " + StatisticsSubject.OVERFLOW);
    finding.expect("requests counted", run.sink().sent(), sum(requests));
  }

  private static Map<String, Long> hostileRows(FaultScene scene) {
    Map<String, Long> requests = PublishedRows.requests(scene.broker().bootstrap());
    requests
        .keySet()
        .removeIf(name -> !name.startsWith("hostile") && !name.equals(StatisticsSubject.OVERFLOW));
    return requests;
  }

  private static long sum(Map<String, Long> requests) {
    return requests.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Spans in any order, a third of them twice, calls whose two ends share one id. */
  static void disorder(FaultScene scene) throws Exception {
    HostileRun run = new HostileRun(scene);
    Random random = scene.random();
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < SHUFFLED; i++) {
      spans.addAll(withSharedId("disorder-" + i));
    }
    List<Span> all = new ArrayList<>(spans);
    spans.stream().filter(span -> random.nextDouble() < TWICE).forEach(all::add);
    Collections.shuffle(all, random);
    all.forEach(run.sink()::send);

    Aftermath aftermath = run.examine();
    aftermath.expectEverySpanOnce();
    RunFinding finding = scene.finding();
    finding.remark("%d sent twice".formatted(run.sink().repeated()));
    // All were sent within the settle; a revision of one would be a trace closed too early.
    finding.expect("complete traces", SHUFFLED, aftermath.outcomes("complete"));
    for (String incomplete : List.of("no-root", "orphans", "evicted")) {
      finding.expect(incomplete + " traces", 0, aftermath.outcomes(incomplete));
    }
  }

  private static List<Span> withSharedId(String name) {
    return List.of(
        SpanBuilder.entry("hostile-a").inTrace(name).withId(name).span(),
        shared("hostile-a", SpanKind.CLIENT, name),
        shared("hostile-b", SpanKind.SERVER, name),
        SpanBuilder.of("hostile-b", SpanKind.INTERNAL)
            .inTrace(name)
            .withId(name + "-within")
            .under(name + "-call")
            .span());
  }

  /** One end of the call, as Zipkin's instrumentation numbers it. */
  private static Span shared(String service, SpanKind kind, String name) {
    return SpanBuilder.of(service, kind).inTrace(name).withId(name + "-call").under(name).span();
  }
}
