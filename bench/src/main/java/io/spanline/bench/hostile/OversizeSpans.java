package io.spanline.bench.hostile;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanline.bench.examine.RunFinding;
import io.spanline.harness.traffic.SpanBuilder;
import io.spanline.model.Span;
import io.spanline.model.SpanKind;
import io.spanline.otlp.OtlpReader;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Row 16: spans, traces and records that are as large as the topic takes, and output beyond it. */
final class OversizeSpans extends HostileInput {
  private static final int LARGE = 950_000;
  private static final int PARTS = 50;
  private static final int PART = 100_000;
  private static final int MANY = 50_000;
  private static final int GROWING = 40;
  private static final int EVENTS = 450_000;
  private static final int SHARING = 1_000;

  @Override
  void send(HostileSink sink) {
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

  @Override
  void judge(HostileSink sent, Aftermath aftermath, RunFinding finding) {
    Settings defaults = Settings.of(Map.of());
    int spanCap = defaults.value(Catalogue.TRACE_MAX_SPANS);
    int byteCap = defaults.value(Catalogue.TRACE_MAX_BYTES);
    finding.expect(
        "spans emitted or truncated",
        sent.spans().size(),
        aftermath.emitted() + aftermath.truncated());
    // Each cap is of one trace, whichever is met first; the spans of many events fit no record. The
    // most that the caps allow, not the exact number: a trace within both may still be cut to the
    // largest record, by the size of its JSON, which only assembly knows.
    long most = 1L + byteCap / PART + Math.min(spanCap, MANY);
    if (aftermath.emitted() > most || aftermath.emitted() < most / 2) {
      finding.problem("%d spans emitted, the caps leave %d".formatted(aftermath.emitted(), most));
    }
    finding.expect("records that multiply", 1, aftermath.reasons().getOrDefault("too-much", 0));
    finding.expect("duplicates", 0, aftermath.duplicates());
  }

  private static SpanBuilder child(String trace, int number) {
    return SpanBuilder.of("hostile", SpanKind.INTERNAL)
        .inTrace(trace)
        .withId(trace + number)
        .under(trace + (number - 1));
  }

  /** Two bytes each as protobuf, ten times that as JSON, thirty times that on a heap. */
  private static Span withEvents(Span span) {
    byte[] events = new byte[2 * EVENTS];
    for (int i = 0; i < events.length; i += 2) {
      // Field 11, length 0.
      events[i] = 11 << 3 | 2;
    }
    try {
      var otlp = span.otlp().toBuilder().mergeFrom(events).build();
      return new Span(span.origin(), span.scope(), otlp);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("events are not events", e);
    }
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
}
