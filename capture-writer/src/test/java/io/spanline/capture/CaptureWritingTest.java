package io.spanline.capture;

import static io.spanline.model.Spans.ms;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.capture.order.SnapshotOrder;
import io.spanline.capture.redaction.Redaction;
import io.spanline.capture.store.CaptureStore;
import io.spanline.capture.store.ExistingBaseline;
import io.spanline.captures.TimeRange;
import io.spanline.captures.line.CaptureLine;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.Selection;
import io.spanline.model.Outcome;
import io.spanline.model.RandomTraces;
import io.spanline.model.Span;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.Traces;
import io.spanline.otlp.Decoded;
import io.spanline.otlp.OtlpReader;
import io.spanline.otlp.RandomOtlp;
import io.spanline.settings.Catalogue.Encoding;
import io.spanline.topic.TraceJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureWritingTest {
  private static final TimeRange RANGE =
      new TimeRange(Spans.EPOCH.minusSeconds(10), Spans.EPOCH.plusSeconds(100));
  private static final TimeRange EVERYTHING =
      new TimeRange(Instant.EPOCH, Instant.parse("2500-01-01T00:00:00Z"));

  private final ListedTraces topic = new ListedTraces();
  @TempDir private Path data;
  private CaptureStore store;

  @BeforeEach
  void open() throws IOException {
    store = CaptureStore.open(data);
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  @Test
  void aCopiedLineIsTheOneThatWouldHaveBeenWritten() throws IOException {
    List<Trace> traces = new ArrayList<>(randomTraces(200));
    for (int seed = 0; seed < 300; seed++) {
      traces.add(anything(seed));
    }
    Collections.shuffle(traces, new Random(1));
    traces.forEach(topic::with);

    take(EVERYTHING, Selection.ALL);

    Redaction redaction = new Redaction();
    List<String> expected =
        traces.stream()
            .filter(trace -> EVERYTHING.contains(trace.start()))
            .sorted(Comparator.comparing(Trace::start).thenComparing(Trace::traceId))
            .map(trace -> new String(CaptureLine.write(redaction.apply(trace)), UTF_8))
            .toList();
    assertThat(lines()).isEqualTo(expected).hasSizeGreaterThan(200);
  }

  @Test
  void eitherEncodingGivesTheSameLines() throws IOException {
    List<Trace> traces = randomTraces(40);
    for (Trace trace : traces) {
      topic.with(trace, trace.spans().size() % 2 == 0 ? Encoding.JSON : Encoding.OTLP_PROTO);
    }

    take(RANGE, Selection.ALL);

    assertThat(lines())
        .containsExactlyInAnyOrderElementsOf(
            traces.stream().map(trace -> new String(CaptureLine.write(trace), UTF_8)).toList());
  }

  @Test
  void takesExactlyTheFirstOrTheLastAlsoWhereManyStartAtOnce() throws IOException {
    for (int i = 0; i < 20; i++) {
      topic.with(request("t" + i, ms(10)));
    }

    Manifest first =
        take(RANGE, new Selection(limit(Selection.Take.FIRST, 7), Selection.Filter.NONE));
    List<String> firstLines = lines();
    Manifest last =
        take(RANGE, new Selection(limit(Selection.Take.LAST, 7), Selection.Filter.NONE));

    assertThat(firstLines).hasSize(7);
    assertThat(lines("capture_002.json")).hasSize(7).doesNotContainAnyElementsOf(firstLines);
    assertThat(first.counts().traces() + first.counts().leftOut()).isLessThanOrEqualTo(20);
    assertThat(last.counts().traces()).isEqualTo(7);
  }

  @Test
  void aRecordWhoseSpansAreBrokenIsNamedWhenItIsRead() throws IOException {
    String json = new String(TraceJson.write(request("broken", ms(10))), UTF_8);
    topic
        .with(request("t1", ms(20)))
        .with(json.replace("\"kind\":2", "\"kind\":[]").getBytes(UTF_8));

    Manifest.Source source = take(RANGE, Selection.ALL).source();

    assertThat(source.malformed()).isEqualTo(1);
    assertThat(source.skipped().get(0).offset()).isEqualTo(1);
    assertThat(lines()).hasSize(1);
  }

  @Test
  void aSummaryThatClaimsAnotherStartThanItsSpansIsNoTrace() throws IOException {
    String json = new String(TraceJson.write(request("liar", ms(10))), UTF_8);
    String claim = json.replaceFirst("\"start\":\"[^\"]*\"", "\"start\":\"2026-01-01T00:00:30Z\"");
    topic.with(request("t1", ms(20))).with(claim.getBytes(UTF_8));

    Manifest.Source source = take(RANGE, Selection.ALL).source();

    assertThat(source.skipped().get(0).reason()).contains("its summary says that it starts at");
    assertThat(lines()).hasSize(1);
  }

  @Test
  void aTraceWhoseEarliestRecordIsBrokenComesInTheOrderOfTheOthers() throws IOException {
    Trace root = request("late", ms(50));
    String early = new String(TraceJson.write(request("late", ms(10))), UTF_8);
    topic
        .with(early.replace("\"kind\":2", "\"kind\":[]").getBytes(UTF_8))
        .with(request("between", ms(30)))
        .with(new Trace(root.traceId(), 2, Outcome.COMPLETE, root.spans()));

    Manifest manifest = take(RANGE, Selection.ALL);

    assertThat(manifest.source().malformed()).isEqualTo(1);
    assertThat(lines())
        .extracting(line -> TraceJson.read(line.getBytes(UTF_8)).traceId())
        .containsExactly(Spans.traceId("between"), Spans.traceId("late"));
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

    take(RANGE, Selection.ALL);

    assertThat(lines())
        .hasSize(21)
        .extracting(line -> TraceJson.read(line.getBytes(UTF_8)).traceId())
        .isSorted();
  }

  @Test
  void sortsTensOfThousandsOfRecordsOfEveryOrder() throws IOException {
    List<Trace> traces = new ArrayList<>();
    Random random = new Random(4);
    for (int i = 0; i < 20_000; i++) {
      traces.add(request("t" + i, ms(random.nextInt(90_000))));
    }
    traces.forEach(topic::with);

    take(RANGE, Selection.ALL);

    assertThat(lines())
        .isEqualTo(
            traces.stream()
                .sorted(Comparator.comparing(Trace::start).thenComparing(Trace::traceId))
                .map(trace -> new String(CaptureLine.write(trace), UTF_8))
                .toList());
  }

  private Manifest take(TimeRange range, Selection selection) throws IOException {
    CaptureSettings settings =
        new CaptureSettings(0, "", data, Duration.ofSeconds(10), new TreeMap<>());
    Clock clock = Clock.fixed(Spans.EPOCH.plusSeconds(300), ZoneOffset.UTC);
    try (Snapshots snapshots =
        new Snapshots(topic, new FixedSurroundings(), store, settings, clock)) {
      return snapshots
          .take(new SnapshotOrder(null, ExistingBaseline.KEEP, null, null, range, selection))
          .manifest();
    }
  }

  private List<String> lines() throws IOException {
    return lines("capture_001.json");
  }

  private List<String> lines(String file) throws IOException {
    return Files.readAllLines(data.resolve("captures").resolve(file));
  }

  private static Selection.Limit limit(Selection.Take take, long traces) {
    return new Selection.Limit(take, traces);
  }

  private static Trace request(String trace, Duration start) {
    return Traces.complete(List.of(Spans.entry("a").inTrace(trace).startingAfter(start).span()));
  }

  private static List<Trace> randomTraces(int count) {
    return new RandomTraces(new Random(9))
        .spans(count).stream().collect(Collectors.groupingBy(Span::traceId)).values().stream()
            .map(spans -> new Trace(spans.get(0).traceId(), 1, Trace.judge(spans), spans))
            .toList();
  }

  private static Trace anything(int seed) {
    if (!(OtlpReader.spansOf(new RandomOtlp(seed).next()) instanceof Decoded.Spans read)) {
      throw new IllegalStateException("no spans of seed " + seed);
    }
    Span last = read.spans().get(read.spans().size() - 1);
    return new Trace(last.traceId(), 1, Trace.judge(List.of(last)), List.of(last));
  }
}
