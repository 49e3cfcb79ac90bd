package io.spanline.capture;

import static io.spanline.model.Spans.ms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.capture.order.Refusal;
import io.spanline.capture.order.SnapshotOrder;
import io.spanline.capture.store.Snapshot;
import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Selection;
import io.spanline.model.Outcome;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.TraceId;
import io.spanline.settings.Catalogue.Encoding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PrefixedSnapshotsTest extends SnapshotScene {
  private static final long PREFIX = 0x0123456789abcdefL;
  private static final TimeRange RANGE =
      new TimeRange(Spans.EPOCH.plusSeconds(10), Spans.EPOCH.plusSeconds(20));

  @Test
  void takesTheTracesWhoseIdsBeginWithThePrefixAndNoOthers() throws IOException {
    topic
        .with(request("another", ms(10_000)))
        .with(replayed(1, ms(11_000)))
        .with(replayed(2, ms(12_000)), Encoding.OTLP_PROTO)
        .with(request("a third", ms(12_000)), Encoding.OTLP_PROTO);

    Snapshot snapshot = snapshots.take(order(prefixed("0123456789ABCDEF")));

    assertThat(names()).containsExactly(new TraceId(PREFIX, 1), new TraceId(PREFIX, 2));
    assertThat(snapshot.manifest().selection().where().traceIdPrefix())
        .isEqualTo("0123456789abcdef");
    assertThat(snapshot.manifest().source().records()).isEqualTo(4);
    assertThat(snapshot.manifest().counts().leftOut()).isZero();
  }

  @Test
  void doesNotLookIntoRecordsWhoseKeysAreOfOtherTraces() throws IOException {
    byte[] garbage = "no trace".getBytes(StandardCharsets.US_ASCII);
    topic.with(Spans.traceId("another"), garbage).with(replayed(1, ms(11_000)));
    topic.with(new TraceId(PREFIX, 2), garbage);

    Snapshot snapshot = snapshots.take(order(prefixed("0123456789abcdef")));

    assertThat(snapshot.manifest().source().malformed()).isEqualTo(1);
    assertThat(snapshot.manifest().source().skipped().get(0).offset()).isEqualTo(2);
  }

  @Test
  void joinsTheRevisionsOfATraceAndCountsWhatElseTheFilterLeavesOut() throws IOException {
    Trace first = replayed(1, ms(11_000));
    Trace late = Spans.exit("a").inTrace(first.traceId()).startingAfter(ms(11_001)).trace();
    topic
        .with(first)
        .with(new Trace(first.traceId(), 2, Outcome.COMPLETE, late.spans()))
        .with(Spans.entry("b").inTrace(new TraceId(PREFIX, 2)).startingAfter(ms(11_002)).trace());

    Snapshot snapshot =
        snapshots.take(order(new Selection.Filter("a", null, null, null, "0123456789abcdef")));

    assertThat(lines()).hasSize(1);
    assertThat(lines().get(0).spans()).hasSize(2);
    assertThat(snapshot.manifest().counts().leftOut()).isEqualTo(1);
  }

  @Test
  void refusesAPrefixThatNoTraceOfTheRangeHas() throws IOException {
    topic.with(request("another", ms(11_000))).with(replayed(1, ms(21_000)));

    assertThatThrownBy(() -> snapshots.take(order(prefixed("0123456789abcdef"))))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("matches \"where\"");
    assertNoFile();
  }

  private static Trace replayed(long low, Duration start) {
    return Spans.entry("a").inTrace(new TraceId(PREFIX, low)).startingAfter(start).trace();
  }

  private static Selection.Filter prefixed(String prefix) {
    return new Selection.Filter(null, null, null, null, prefix);
  }

  private static SnapshotOrder order(Selection.Filter where) {
    return order(null, RANGE, new Selection(null, where, null));
  }
}
