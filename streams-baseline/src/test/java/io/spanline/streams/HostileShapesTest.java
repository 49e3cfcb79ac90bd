package io.spanline.streams;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanline.model.Call;
import io.spanline.model.Outcome;
import io.spanline.model.Span;
import io.spanline.model.SpanKind;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.topic.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Traces that no sane program makes: each is emitted, counted, and harms no other. */
class HostileShapesTest {
  @RegisterExtension final TopologyHarness harness = new TopologyHarness();

  @Test
  void countsEverySpanOfATraceOfFiftyThousand() {
    harness.receive(Spans.entry("root").withId("root").span());
    List<Span> batch = new ArrayList<>();
    for (int i = 1; i < 50_000; i++) {
      SpanKind kind = i % 2 == 0 ? SpanKind.SERVER : SpanKind.CLIENT;
      batch.add(Spans.of("crowd", kind).under("root").withId("span" + i).span());
      if (batch.size() == 500) {
        receiveTogether(batch);
        batch.clear();
      }
    }
    receiveTogether(batch);

    harness.passes(ofSeconds(3));

    assertThat(harness.onlyTrace().spans().size()).isLessThanOrEqualTo(10_000).isPositive();
    Ledger.Spans spans = harness.ledger().spans();
    assertThat(spans.received()).isEqualTo(50_000);
    assertThat(spans.emitted() + spans.truncated()).isEqualTo(50_000);
    assertThat(harness.onlyTrace().outcome().truncated()).isEqualTo(spans.truncated());
    assertThat(harness.onlyTrace().outcome().reasons()).containsExactly(Outcome.Reason.TRUNCATED);
    assertThat(harness.requests()).isEqualTo(25_000);
  }

  @Test
  void countsACopyOfAllTwentyThousandAsDuplicates() {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      spans.add(Spans.entry("crowd").under("root").withId("span" + i).span());
    }

    receiveTogether(spans);
    harness.passes(ofSeconds(11));
    receiveTogether(spans);
    harness.passes(ofSeconds(11));

    assertThat(harness.ledger().spans().duplicate()).isEqualTo(20_000);
    assertThat(harness.requests()).isEqualTo(20_000);
  }

  @Test
  void emitsACircleOfParents() {
    for (int i = 0; i < 100; i++) {
      SpanKind kind = i % 2 == 0 ? SpanKind.SERVER : SpanKind.CLIENT;
      harness.receive(
          Spans.of("service", kind).withId("span" + i).under("span" + (i + 99) % 100).span());
    }

    harness.passes(ofSeconds(11));

    Trace trace = harness.onlyTrace();
    assertThat(trace.spans()).hasSize(100);
    assertThat(trace.outcome().reasons()).containsExactly(Outcome.Reason.NO_ROOT);
    assertThat(trace.calls()).hasSize(50).noneMatch(Call::isUnanswered);
  }

  @Test
  void keepsSpansOfOneIdAndDifferentKindsApart() {
    for (SpanKind kind : SpanKind.values()) {
      harness.receive(Spans.of("service", kind).withId("one").span());
      harness.receive(Spans.of("service", kind).withId("one").span());
    }

    harness.passes(ofSeconds(3));

    assertThat(harness.onlyTrace().spans()).hasSize(SpanKind.values().length);
    assertThat(harness.ledger().spans().duplicate()).isEqualTo(SpanKind.values().length);
    assertThat(harness.requests()).isEqualTo(2);
  }

  @Test
  void namesSoManyMissingParentsAndNoMore() {
    List<Span> orphans = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      orphans.add(Spans.exit("service").withId("span" + i).under("gone" + i).span());
    }
    receiveTogether(orphans);

    harness.passes(ofSeconds(11));

    assertThat(harness.traces().get(0).outcome().missingParents()).hasSize(1_000);
  }

  /** All of one trace in one record, as a Collector sends them. */
  private void receiveTogether(List<Span> spans) {
    if (spans.isEmpty()) {
      return;
    }
    TracesData.Builder all = TracesData.newBuilder();
    spans.forEach(span -> all.mergeFrom(span.fragment()));
    ByteString value = all.build().toByteString();
    harness.receive(
        TopologyHarness.bytes(spans.get(0).traceId().hex()), value.toByteArray(), Map.of());
  }
}
