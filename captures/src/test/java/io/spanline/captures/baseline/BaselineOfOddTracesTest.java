package io.spanline.captures.baseline;

import static io.spanline.model.Spans.ms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.spanline.captures.BaselineName;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.Manifests;
import io.spanline.model.Name;
import io.spanline.model.Span;
import io.spanline.model.SpanKind;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.Traces;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Baselines of spans of odd clocks, shapes and names. */
class BaselineOfOddTracesTest {
  private final BaselineTally tally = new BaselineTally();

  @Test
  void warnsOfSpansThatCannotBeCountedRight() {
    Manifest plain = Manifests.ofMinute(1);
    Manifest odd =
        Manifests.edited(
            plain,
            Map.of(
                "counts",
                new Manifest.Counts(
                    2,
                    0,
                    9,
                    0,
                    3,
                    5,
                    2,
                    0,
                    null,
                    new TreeMap<>(),
                    new TreeMap<>(),
                    new TreeMap<>(),
                    new TreeMap<>()),
                "source",
                new Manifest.Source(
                    "traces", List.of(), 1, 0, List.of(), new TreeMap<>(Map.of("b", 4L)))));

    assertThat(tally.baseline(BaselineName.NORMAL, List.of(odd)).warnings())
        .containsExactly(
            "capture_001.json lacks 5 spans that a cap cut, 2 of them entry spans: their requests"
                + " and calls are not counted",
            "capture_001.json has 3 spans without an end, or with one before their start: they are"
                + " counted, but have no latency",
            "capture_001.json may lack requests: 4 entry spans of b began longer before they came"
                + " than a trace lives, or after; clocks are off there, or they took that long");
  }

  @Test
  void warnsOfACutThatTookCallsAlone() {
    Manifest cut =
        Manifests.edited(
            Manifests.ofMinute(1),
            Map.of(
                "counts",
                new Manifest.Counts(
                    2,
                    0,
                    9,
                    0,
                    0,
                    5,
                    0,
                    0,
                    null,
                    new TreeMap<>(),
                    new TreeMap<>(),
                    new TreeMap<>(),
                    new TreeMap<>())));

    assertThat(tally.baseline(BaselineName.NORMAL, List.of(cut)).warnings())
        .containsExactly(
            "capture_001.json lacks 5 spans that a cap cut, 0 of them entry spans: their requests"
                + " and calls are not counted");
  }

  @Test
  void warnsOfClocksThatDifferInMostCallsOfAnEdge() {
    for (int i = 0; i < 3; i++) {
      int seconds = i;
      Span call = Spans.exit("a").inTrace("t" + i).took(ms(20)).span();
      Span answer =
          Spans.entry("b")
              .inTrace("t" + i)
              .underRemote("aCLIENT")
              .startingAfter(Duration.ofSeconds(-seconds))
              .took(ms(10))
              .span();
      add(Traces.complete(List.of(call, answer)));
    }

    Baseline baseline = Baselines.of(tally);

    assertThat(edge(baseline, "a->b").skew()).isEqualTo(new Baseline.Skew(2, ms(1_005)));
    assertThat(baseline.warnings())
        .containsExactly(
            "a->b: clocks differ, by a median of 1005.0 ms in 2 of 3 calls; times were corrected");
  }

  @Test
  void marksACalleeThatMakesNoSpans() {
    add(Spans.exit("a").with("server.address", "api.example.org").trace());
    add(Spans.exit("a").inTrace("t2").with("service.peer.name", "b").trace());
    add(Spans.entry("b").inTrace("t3").trace());
    add(Spans.exit("a").inTrace("t4").trace());

    Baseline baseline = Baselines.of(tally);

    assertThat(edge(baseline, "a->unknown").instrumented()).isTrue();
    assertThat(edge(baseline, "a->api.example.org").instrumented()).isFalse();
    assertThat(edge(baseline, "a->b").instrumented()).isTrue();
    assertThat(edge(baseline, "a->b").unanswered()).isEqualTo(1);
  }

  @Test
  void aMessageIsACallToItsDestinationAndOneByEachConsumer() {
    Span sent =
        Spans.of("orders", SpanKind.PRODUCER)
            .with("messaging.system", "kafka")
            .with("messaging.destination.name", "orders")
            .span();
    add(Traces.complete(List.of(sent, consumed("billing").span(), consumed("mail").span())));

    Baseline baseline = Baselines.of(tally);

    assertThat(baseline.edges().values())
        .extracting(edge -> edge.errors().of(), Baseline.Edge::unanswered)
        .containsOnly(tuple(1L, 0L));
    assertThat(baseline.edges().keySet())
        .containsExactly("orders->billing", "orders->kafka:orders", "orders->mail");
    assertThat(edge(baseline, "orders->billing").client()).isNull();
    assertThat(edge(baseline, "orders->billing").gap()).isNotNull();
  }

  @Test
  void whatHasNoEndIsCountedWithoutALatency() {
    add(Spans.entry("a").inTrace("t1").named("GET /x").took(ms(20)).trace());
    add(Spans.entry("a").named("GET /x").failed().edited(Baselines::endless).trace());
    add(Spans.exit("a").inTrace("t3").edited(Baselines::endless).trace());

    Baseline baseline = Baselines.of(tally);

    assertThat(service(baseline).errors()).isEqualTo(new ErrorRate(2, 1));
    assertThat(service(baseline).latencies())
        .isNotNull()
        .extracting(Latencies::samples, latencies -> latencies.p50().value())
        .containsExactly(1L, ms(20));
    assertThat(edge(baseline, "a->unknown").errors().of()).isEqualTo(1);
    assertThat(edge(baseline, "a->unknown").client()).isNull();
  }

  @Test
  void namesAreThoseOfLiveFigures() {
    String longName = "x".repeat(300);
    add(
        Traces.complete(
            List.of(
                Spans.entry(longName + "1").named(longName + "2").span(),
                Spans.exit(longName + "1").with("peer.service", "b\u0007").span())));

    Baseline baseline = Baselines.of(tally);

    String service = Name.of(longName + "1");
    assertThat(Objects.requireNonNull(baseline.services().get(service)).operations())
        .containsOnlyKeys(Name.of(longName + "2"));
    assertThat(baseline.edges()).containsOnlyKeys(service + "->b_");
  }

  private static Spans consumed(String service) {
    return Spans.of(service, SpanKind.CONSUMER)
        .under("ordersPRODUCER")
        .startingAfter(ms(30))
        .took(ms(3));
  }

  private static Baseline.Requests service(Baseline baseline) {
    return Objects.requireNonNull(baseline.services().get("a")).requests();
  }

  private static Baseline.Edge edge(Baseline baseline, String name) {
    return Objects.requireNonNull(baseline.edges().get(name));
  }

  private void add(Trace trace) {
    tally.add(trace, Baselines.EVER);
  }
}
