package io.spanline.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.capture.order.StopSignal;
import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Selection;
import io.spanline.model.Outcome;
import io.spanline.model.Span;
import io.spanline.model.SpanKind;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.settings.Catalogue.Encoding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpooledTraceTest {
  private static final int EACH = 3_500;

  @TempDir private Path folder;

  @Test
  void whatALineHoldsDoesNotDependOnTheSplitIntoRecords() throws IOException {
    List<Span> inner = new ArrayList<>();
    for (int i = 0; i < 3 * EACH; i++) {
      inner.add(Spans.of("a", SpanKind.INTERNAL).under("root").withId("i" + i).span());
    }
    Span root = Spans.entry("a").withId("root").span();

    Trace late = line(split(inner, List.of(), List.of(), List.of(root)));
    Trace early = line(split(inner, List.of(root), List.of(), List.of()));

    assertThat(late.spans()).contains(root).isEqualTo(early.spans());
    assertThat(late.spans().size() + late.outcome().truncated()).isEqualTo(3 * EACH + 1);
    assertThat(late.outcome()).isEqualTo(early.outcome());
  }

  @Test
  void theFirstRecordSaysWhetherTheBeginningIsThere() throws IOException {
    Trace late = trace(3, List.of(Spans.entry("a").withId("old").span()));
    Trace newLife = trace(1, List.of(Spans.entry("a").withId("new").span()));

    assertThat(spooled(List.of(late, newLife)).firstRevision()).isEqualTo(3);
  }

  /** Records of some spans each, and a third of the others. */
  @SafeVarargs
  private static List<Trace> split(List<Span> others, List<Span>... records) {
    List<Trace> traces = new ArrayList<>();
    for (List<Span> record : records) {
      int from = traces.size() * EACH;
      List<Span> spans = new ArrayList<>(others.subList(from, from + EACH));
      spans.addAll(record);
      traces.add(trace(traces.size() + 1, spans));
    }
    return traces;
  }

  private static Trace trace(int revision, List<Span> spans) {
    return new Trace(spans.get(0).traceId(), revision, Outcome.COMPLETE, spans);
  }

  private Trace line(List<Trace> records) throws IOException {
    return Objects.requireNonNull(spooled(records).trace());
  }

  private SpooledTrace spooled(List<Trace> records) throws IOException {
    ListedTraces topic = new ListedTraces();
    records.forEach(record -> topic.with(record, Encoding.OTLP_PROTO));
    StopSignal stop = new StopSignal();
    TimeRange range = new TimeRange(Spans.EPOCH, Spans.EPOCH.plusSeconds(100));
    try (TraceSpool spool =
        new TraceSpool(topic, folder.resolve("spool"), Set.of(), Selection.Filter.NONE)) {
      spool.read(topic.extent(range, stop), stop);
      return SpooledTrace.of(spool, spool.unseen().get(0));
    }
  }
}
