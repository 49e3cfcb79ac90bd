package io.spanline.capture;

import static io.spanline.model.Spans.ms;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.capture.redaction.Redaction;
import io.spanline.captures.TimeRange;
import io.spanline.captures.line.CaptureLine;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.Selection;
import io.spanline.model.Outcome;
import io.spanline.model.RandomTraces;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.Traces;
import io.spanline.settings.Catalogue.Encoding;
import io.spanline.topic.TraceJson;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CaptureWritingTest extends SnapshotScene {
  private static final TimeRange RANGE =
      new TimeRange(Spans.EPOCH.minusSeconds(10), Spans.EPOCH.plusSeconds(100));
  private static final TimeRange EVERYTHING =
      new TimeRange(Instant.EPOCH, Instant.parse("2500-01-01T00:00:00Z"));

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

    Manifest manifest = take(RANGE);

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

    take(RANGE);

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

    take(RANGE);

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
