package io.spanline.clients.recount;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.captures.manifest.CaptureFolder;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.Manifests;
import io.spanline.captures.verification.SoundCapture;
import io.spanline.model.Outcome;
import io.spanline.model.ParsedSpan;
import io.spanline.model.Span;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CapturedTracesTest {
  @TempDir private Path data;
  private SoundCapture capture;
  private Manifest manifest;

  @BeforeEach
  void takeACapture() throws IOException {
    capture = SoundCapture.in(data, 20);
    manifest = CaptureFolder.manifest(capture.file());
  }

  @Test
  void findsTheSameTraces() throws IOException {
    CapturedTraces captured = captured(capture.traces());

    assertThat(captured.differences()).isEmpty();
    assertThat(captured.traces()).isEqualTo(20);
    assertThat(captured.spans()).isEqualTo(manifest.counts().spans());
  }

  @Test
  void doesNotCompareWhatACaptureCleans() throws IOException {
    assertThat(captured(edited(span -> named(span, "GET /?token=S3CRET"))).differences()).isEmpty();
  }

  @Test
  void namesATraceThatDiffersInATimeOrAStatus() throws IOException {
    Trace first = capture.traces().get(0);

    assertThat(captured(edited(CapturedTracesTest::later)).differences())
        .singleElement()
        .asString()
        .startsWith("trace " + first.traceId())
        .endsWith("ids, parents, kinds, times or statuses differ");
    assertThat(captured(edited(CapturedTracesTest::failed)).differences()).hasSize(1);
  }

  @Test
  void namesTracesThatOnlyOneOfThemHolds() throws IOException {
    Trace another = Spans.entry("a").inTrace("another").trace();
    Trace earlier =
        Spans.entry("a").inTrace("earlier").startingAfter(Duration.ofMinutes(-5)).trace();
    List<Trace> topic = new ArrayList<>(capture.traces());
    Trace missing = topic.set(0, another);
    topic.add(earlier);

    assertThat(captured(topic).differences())
        .containsExactly(
            "trace %s is not in the capture".formatted(another.traceId()),
            "trace %s is not in the topic".formatted(missing.traceId()));
  }

  @Test
  void aTopicThatWasMadeAnewHoldsNoneOfItsTraces() throws IOException {
    Trace another = Spans.entry("a").inTrace("another").trace();

    assertThat(captured(List.of(another)).isOfOtherRecords()).isTrue();
    assertThat(captured(List.of()).isOfOtherRecords()).isTrue();
    assertThat(captured(List.of(another, capture.traces().get(0))).isOfOtherRecords()).isFalse();
  }

  @Test
  void aSelectionLeavesOutAsManyAsItsManifestSays() throws IOException {
    List<Trace> topic = new ArrayList<>(capture.traces());
    topic.add(Spans.entry("a").inTrace("another").trace());
    manifest =
        Manifests.edited(manifest, Map.of("selection", Map.of("where", Map.of("service", "b"))));

    assertThat(captured(topic).differences())
        .containsExactly(
            "1 traces of the range are not in the capture, its manifest says 0 were left out");
  }

  @Test
  void tracesOfAnotherPrefixAreNotCountedAsLeftOut() throws IOException {
    List<Trace> topic = new ArrayList<>(capture.traces());
    topic.add(Spans.entry("a").inTrace("another").trace());
    Map<String, ?> where = Map.of("trace_id_prefix", "0123456789abcdef");
    manifest = Manifests.edited(manifest, Map.of("selection", Map.of("where", where)));

    assertThat(captured(topic).differences()).isEmpty();
  }

  private CapturedTraces captured(List<Trace> topic) throws IOException {
    CapturedTraces captured = new CapturedTraces(capture.file(), manifest);
    topic.forEach(captured::compare);
    return captured;
  }

  /** The capture's traces, the first span of the first one edited. */
  private List<Trace> edited(UnaryOperator<Span> edit) {
    List<Trace> traces = new ArrayList<>(capture.traces());
    Trace first = traces.get(0);
    List<Span> spans = new ArrayList<>(first.spans());
    spans.set(0, edit.apply(spans.get(0)));
    Outcome outcome = first.outcome();
    traces.set(0, new Trace(first.traceId(), first.revision(), outcome, spans));
    return traces;
  }

  private static Span named(Span span, String name) {
    return new ParsedSpan(
        span.origin(), span.scope(), span.otlp().toBuilder().setName(name).build());
  }

  private static Span later(Span span) {
    long end = span.endNanos() + 1;
    return new ParsedSpan(
        span.origin(), span.scope(), span.otlp().toBuilder().setEndTimeUnixNano(end).build());
  }

  private static Span failed(Span span) {
    var otlp = span.otlp().toBuilder();
    otlp.getStatusBuilder().setCodeValue(3 - otlp.getStatus().getCodeValue());
    return new ParsedSpan(span.origin(), span.scope(), otlp.build());
  }
}
