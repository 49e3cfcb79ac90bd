package io.spanline.capture;

import static io.spanline.model.Spans.ms;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.capture.redaction.Redaction;
import io.spanline.capture.store.Snapshot;
import io.spanline.captures.BaselineName;
import io.spanline.captures.TimeRange;
import io.spanline.captures.baseline.Baseline;
import io.spanline.captures.baseline.BaselineYaml;
import io.spanline.captures.baseline.ErrorRate;
import io.spanline.captures.line.CaptureLine;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.Selection;
import io.spanline.model.Outcome;
import io.spanline.model.RandomTraces;
import io.spanline.model.Span;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.Traces;
import io.spanline.settings.Catalogue.Encoding;
import io.spanline.topic.TraceJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SnapshotsTest extends SnapshotScene {
  private static final TimeRange RANGE =
      new TimeRange(Spans.EPOCH.plusSeconds(10), Spans.EPOCH.plusSeconds(20));

  private static final TimeRange LONG =
      new TimeRange(Spans.EPOCH.minusSeconds(10), Spans.EPOCH.plusSeconds(100));
  private static final TimeRange EVERYTHING =
      new TimeRange(Instant.EPOCH, Instant.parse("2500-01-01T00:00:00Z"));

  @Test
  void takesTracesThatBeginInTheRangeAndNoOthers() throws IOException {
    topic
        .with(request("just before", ms(9_999)))
        .with(request("at the start", ms(10_000)))
        .with(request("at the very end", ms(19_999)))
        .with(request("at the end", ms(20_000)));

    Snapshot snapshot = take();

    assertThat(names())
        .containsExactly(Spans.traceId("at the start"), Spans.traceId("at the very end"));
    assertThat(snapshot.manifest().source().records()).isEqualTo(4);
  }

  @Test
  void joinsTheRevisionsOfATraceInEitherEncodingIntoOneLine() throws IOException {
    List<Span> spans = Traces.spansOfACallsBCallsC("t1", ms(12_000));
    Trace whole = Traces.complete(spans);
    Outcome noRoot =
        new Outcome(false, List.of(Outcome.Reason.NO_ROOT), List.of(), Outcome.Cut.NONE);
    topic
        .with(new Trace(whole.traceId(), 1, noRoot, spans.subList(1, 5)), Encoding.OTLP_PROTO)
        .with(request("another", ms(13_000)))
        .with(new Trace(whole.traceId(), 2, Outcome.COMPLETE, spans.subList(0, 1)));

    take();

    assertThat(lines()).hasSize(2);
    assertThat(lines().get(0)).isEqualTo(new Trace(whole.traceId(), 2, Outcome.COMPLETE, spans));
  }

  @Test
  void keepsTheOutcomeThatOnlyHeadersSay() throws IOException {
    List<Span> spans = Traces.spansOfACallsBCallsC("t1", ms(12_000));
    Outcome cut = Outcome.COMPLETE.without(new Outcome.Cut(7, 0));
    Trace trace = new Trace(spans.get(0).traceId(), 3, cut, spans);
    topic.with(trace, Encoding.OTLP_PROTO);

    take();

    assertThat(lines()).containsExactly(trace);
  }

  @Test
  void cutsATraceWhoseRevisionsAreTooMuchForALineAndSaysSo() throws IOException {
    List<Span> large = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Spans span = Spans.entry("a").withId("large" + i).inTrace("t1").startingAfter(ms(12_000));
      large.add(span.with("text", "x".repeat(6 << 20)).span());
      Trace revision =
          new Trace(large.get(i).traceId(), i + 1, Outcome.COMPLETE, List.of(large.get(i)));
      topic.with(revision, Encoding.OTLP_PROTO);
    }

    Snapshot snapshot = take();

    assertThat(lines()).hasSize(1);
    assertThat(lines().get(0).spans()).hasSize(2);
    assertThat(lines().get(0).outcome().truncated()).isEqualTo(1);
    assertThat(snapshot.manifest().capture().lines()).isEqualTo(1);
  }

  @Test
  void aLateRootMovesATraceIntoTheRange() throws IOException {
    List<Span> spans = Traces.spansOfACallsBCallsC("t1", ms(19_995));
    topic
        .with(
            new Trace(
                spans.get(0).traceId(), 1, Trace.judge(spans.subList(2, 5)), spans.subList(2, 5)))
        .with(new Trace(spans.get(0).traceId(), 2, Outcome.COMPLETE, spans.subList(0, 2)));

    take();

    assertThat(lines()).singleElement().satisfies(trace -> assertThat(trace.spans()).hasSize(5));
  }

  @Test
  void skipsAndNamesWhatIsNoTrace() throws IOException {
    String json = new String(TraceJson.write(request("t2", ms(11_000))), UTF_8);
    topic
        .with("garbage".getBytes(UTF_8))
        .with(request("t1", ms(10_000)))
        .with((byte[]) null)
        .with("{\"traceId\":\"x\"}".getBytes(UTF_8))
        .with(json.replace("\"kind\":2", "\"kind\":[]").getBytes(UTF_8));

    Manifest.Source source = take().manifest().source();

    assertThat(source.malformed()).isEqualTo(4);
    assertThat(source.skipped())
        .extracting(Manifest.Skipped::offset)
        .containsExactly(0L, 2L, 3L, 4L);
    assertThat(lines()).hasSize(1);
  }

  @Test
  void theBaselineIsThatOfTheLines() throws IOException {
    for (int i = 0; i < 100; i++) {
      Spans span = Spans.entry("a").inTrace("t" + i).startingAfter(ms(10_000 + i)).took(ms(1 + i));
      topic.with(i % 20 == 0 ? span.failed().trace() : span.trace());
    }
    topic.with(Spans.entry("a").inTrace("out").took(ms(9_000)).trace());

    Snapshot snapshot = take();

    Baseline baseline =
        BaselineYaml.read(Files.readAllBytes(data.resolve("baselines/normal_baseline.yaml")));
    assertThat(baseline.services().get("a"))
        .extracting(service -> service.requests().errors())
        .isEqualTo(new ErrorRate(100, 5));
    assertThat(baseline).isEqualTo(snapshot.baseline());
    assertThat(baseline.captures())
        .containsExactly(
            new Baseline.Source(
                "capture_001.json",
                snapshot.manifest().capture().sha256(),
                100,
                RANGE.from(),
                RANGE.to()));
  }

  @Test
  void saysWhichServicesHaveOddClocks() throws IOException {
    Instant stamp = Spans.EPOCH.plusSeconds(15);
    topic
        .with(request("behind", ms(15_000 - 60_001)), stamp)
        .with(request("further behind", ms(15_000 - 300_000)), stamp)
        .with(request("in time", ms(15_000)), stamp)
        .with(Spans.entry("b").startingAfter(ms(15_000 + 1_001)).trace(), stamp);

    Snapshot snapshot = take();

    assertThat(snapshot.manifest().source().oddClocks())
        .containsExactly(Map.entry("a", 2L), Map.entry("b", 1L));
    assertThat(Objects.requireNonNull(snapshot.baseline()).warnings())
        .contains(
            "capture_001.json may lack requests: 3 entry spans of a, b began longer before they came"
                + " than a trace lives, or after; clocks are off there, or they took that long");
  }

  @Test
  void hasRemovedItsSpoolWhenItPublishes() throws IOException {
    List<String> names = new ArrayList<>();
    watch = step -> names.addAll(files());
    topic.with(request("t1", ms(12_000)));

    take();

    assertThat(names)
        .anyMatch(name -> name.startsWith(".capture"))
        .noneMatch(name -> name.startsWith(".spool"));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("captures"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private Snapshot take() throws IOException {
    return snapshots.take(order(BaselineName.NORMAL, RANGE, Selection.ALL));
  }

  @Test
  void aLineIsTheOneThatWouldHaveBeenWrittenInWhateverEncodingItsTraceCame() throws IOException {
    List<Trace> traces = new ArrayList<>(randomTraces(200));
    for (int seed = 0; seed < 300; seed++) {
      traces.add(Traces.anything(seed));
    }
    Collections.shuffle(traces, new Random(1));
    for (int i = 0; i < traces.size(); i++) {
      topic.with(traces.get(i), i % 3 == 0 ? Encoding.OTLP_PROTO : Encoding.JSON);
    }

    take(EVERYTHING);

    Redaction redaction = new Redaction();
    List<String> expected =
        traces.stream()
            .filter(trace -> EVERYTHING.contains(trace.start()))
            .sorted(Comparator.comparing(Trace::start).thenComparing(Trace::traceId))
            .map(trace -> new String(CaptureLine.write(redaction.apply(trace)), UTF_8))
            .toList();
    assertThat(text("capture_001.json")).isEqualTo(expected).hasSizeGreaterThan(200);
  }

  @Test
  void aTraceWhoseEarliestRecordIsBrokenComesInTheOrderOfTheOthers() throws IOException {
    Trace root = request("late", ms(50));
    String early = new String(TraceJson.write(request("late", ms(10))), UTF_8);
    topic
        .with(early.replace("\"kind\":2", "\"kind\":[]").getBytes(UTF_8))
        .with(request("between", ms(30)))
        .with(new Trace(root.traceId(), 2, Outcome.COMPLETE, root.spans()));

    Manifest manifest = take(LONG);

    assertThat(manifest.source().malformed()).isEqualTo(1);
    assertThat(names()).containsExactly(Spans.traceId("between"), Spans.traceId("late"));
  }

  @Test
  void aTraceWhoseEarliestRecordIsBrokenComesByItsIdAmongThoseOfItsStart() throws IOException {
    Trace root = request("late", ms(50));
    String early = new String(TraceJson.write(request("late", ms(10))), UTF_8);
    topic
        .with(early.replace("\"kind\":2", "\"kind\":[]").getBytes(UTF_8))
        .with(new Trace(root.traceId(), 2, Outcome.COMPLETE, root.spans()));
    for (int i = 0; i < 20; i++) {
      topic.with(request("t" + i, ms(50)));
    }

    take(LONG);

    assertThat(names()).hasSize(21).isSorted();
  }

  @Test
  void sortsTensOfThousandsOfRecordsOfEveryOrder() throws IOException {
    List<Trace> traces = new ArrayList<>();
    Random random = new Random(4);
    for (int i = 0; i < 20_000; i++) {
      traces.add(request("t" + i, ms(random.nextInt(90_000))));
    }
    traces.forEach(topic::with);

    take(LONG);

    assertThat(text("capture_001.json"))
        .isEqualTo(
            traces.stream()
                .sorted(Comparator.comparing(Trace::start).thenComparing(Trace::traceId))
                .map(trace -> new String(CaptureLine.write(trace), UTF_8))
                .toList());
  }

  private Manifest take(TimeRange range) throws IOException {
    return snapshots.take(order(null, range, Selection.ALL)).manifest();
  }

  private static List<Trace> randomTraces(int count) {
    return Traces.judged(new RandomTraces(new Random(9)).spans(count));
  }
}
