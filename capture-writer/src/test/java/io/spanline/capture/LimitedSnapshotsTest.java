package io.spanline.capture;

import static io.spanline.model.Spans.ms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import io.spanline.capture.Snapshots.Fewer;
import io.spanline.capture.order.Refusal;
import io.spanline.capture.order.SnapshotOrder;
import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.Selection;
import io.spanline.captures.manifest.Selection.Filter;
import io.spanline.captures.manifest.Selection.Take;
import io.spanline.model.Outcome;
import io.spanline.model.Span;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.TraceId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitedSnapshotsTest extends SnapshotScene {
  private static final TimeRange PAST = new TimeRange(NOW.minusSeconds(86_400), NOW);
  private static final TimeRange COMING = new TimeRange(Spans.EPOCH, Spans.EPOCH.plusSeconds(60));

  @Test
  void theLastTracesAreTheLatestOfTheRangeWhereverInTheTopic() throws IOException {
    ago("oldest", 80_000).with(request("after now", NOW));
    ago("second", 5_000);
    ago("third", 50);
    ago("first", 5_001);

    Manifest manifest = snapshots.take(order(PAST, Take.LAST, 2, Filter.NONE)).manifest();

    assertThat(names()).containsExactly(Spans.traceId("second"), Spans.traceId("third"));
    assertThat(manifest.range()).isEqualTo(new TimeRange(NOW.minusSeconds(5_000), NOW));
    assertThat(manifest.complete()).isTrue();
  }

  @Test
  void reachesBackToTheBeginningOfTheRangeAndNoFurther() throws IOException {
    ago("too old", 86_401);
    ago("just not", 86_400);
    ago("late", 3);

    Manifest manifest = snapshots.take(order(PAST, Take.LAST, 9, Filter.NONE)).manifest();

    assertThat(names()).containsExactly(Spans.traceId("just not"), Spans.traceId("late"));
    assertThat(manifest.incomplete()).isNotNull();
    assertThat(manifest.incomplete().reasons())
        .containsExactly("2 of 9 traces were found since " + PAST.from());
  }

  @Test
  void countsOnlyWhatTheFilterTakesOnceRevisionsAreJoined() throws IOException {
    Span root = Spans.entry("a").inTrace("joined").startingAfter(ms(1_000)).span();
    Span late = Spans.entry("b").inTrace("joined").startingAfter(ms(2_000)).failed().span();
    topic
        .with(new Trace(root.traceId(), 1, Outcome.COMPLETE, List.of(root)))
        .with(request("sound", Spans.EPOCH.plusSeconds(3)))
        .with(new Trace(late.traceId(), 2, Outcome.COMPLETE, List.of(late)))
        .with(request("also sound", Spans.EPOCH.plusSeconds(4)));

    snapshots.take(order(COMING, Take.FIRST, 1, new Filter("a", null, null, true, null)));

    assertThat(names()).containsExactly(Spans.traceId("joined"));
  }

  @Test
  void theFirstTracesAreThoseThatBeganFirstNotThoseEmittedFirst() throws IOException {
    topic
        .with(request("third", Spans.EPOCH.plusSeconds(30)))
        .with(request("first", Spans.EPOCH.plusSeconds(10)))
        .with(request("second", Spans.EPOCH.plusSeconds(20)));

    Manifest manifest = snapshots.take(order(COMING, Take.FIRST, 2, Filter.NONE)).manifest();

    assertThat(names()).containsExactly(Spans.traceId("first"), Spans.traceId("second"));
    assertThat(manifest.range().from()).isEqualTo(COMING.from());
    assertThat(manifest.range().to()).isEqualTo(Spans.EPOCH.plusSeconds(30));
    assertThat(manifest.selection().limit()).isEqualTo(new Selection.Limit(Take.FIRST, 2));
  }

  @ParameterizedTest
  @CsvSource({"FIRST, 0", "LAST, 13"})
  void ofTracesThatBeganTogetherTheIdDecides(Take take, int before) throws IOException {
    List<TraceId> ids = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      topic.with(request("t" + i, Spans.EPOCH.plusSeconds(10)));
      ids.add(Spans.traceId("t" + i));
    }
    Collections.sort(ids);

    snapshots.take(order(COMING, take, 7, Filter.NONE));

    assertThat(names()).isEqualTo(ids.subList(before, before + 7));
  }

  @Test
  void aTraceThatBeganBeforeComesInAdditionForWhatItDidInTheRange() throws IOException {
    trace("T", 70);
    trace("X1", 92);
    trace("X2", 94);
    late("T", 96);
    trace("X3", 97);
    Instant end = Spans.EPOCH.plusSeconds(100);

    Manifest last = snapshots.take(order(until(end, 100), Take.LAST, 3, Filter.NONE)).manifest();

    assertThat(names())
        .containsExactly(
            Spans.traceId("T"), Spans.traceId("X1"), Spans.traceId("X2"), Spans.traceId("X3"));
    assertThat(text("capture_001.json").get(0)).contains(",\"beganBefore\":true,");
    assertThat(last.range()).isEqualTo(until(end, 8));
    assertThat(last.complete()).isTrue();
    assertThat(last.counts())
        .extracting(Manifest.Counts::traces, Manifest.Counts::beganBefore, Manifest.Counts::spans)
        .containsExactly(4L, 1L, 5L);
    assertThat(last.counts().services().values())
        .extracting(Manifest.ServiceCounts::requests)
        .containsExactly(3L, 1L);
    assertThat(last.replay().reasons()).containsEntry("began before the range", 1L);
    assertThat(
            snapshots.take(order(until(end, 100), Take.LAST, 4, Filter.NONE)).manifest().counts())
        .extracting(Manifest.Counts::traces, Manifest.Counts::beganBefore)
        .containsExactly(4L, 0L);
  }

  @Test
  void theRemainderOfATraceWhoseBeginningIsNotReadIsTakenAndSaysSo() throws IOException {
    trace("T", 5);
    late("T", 196);
    trace("X", 197);
    Instant end = Spans.EPOCH.plusSeconds(200);

    Manifest manifest = snapshots.take(order(until(end, 10))).manifest();

    assertThat(names()).containsExactly(Spans.traceId("T"), Spans.traceId("X"));
    assertThat(manifest.source().malformed()).isZero();
    assertThat(manifest.counts().beganBefore()).isEqualTo(1);
    assertThat(
            snapshots
                .take(order(until(end, 10), Take.LAST, 2, Filter.NONE))
                .manifest()
                .incomplete())
        .isNotNull()
        .extracting(Manifest.Incomplete::reasons, LIST)
        .containsExactly("1 of 2 traces were found since " + end.minusSeconds(10));
  }

  @Test
  void fewerAreRefusedWhereThatIsAsked() throws IOException {
    topic.with(request("t1", Spans.EPOCH.plusSeconds(10)));

    assertThatThrownBy(
            () ->
                snapshots.take(
                    order(COMING, Take.FIRST, 3, Filter.NONE),
                    Fewer.REFUSED,
                    snapshots.cancellation()))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.missing()).isEqualTo(2));

    assertNoFile();
  }

  private void trace(String name, long second) {
    topic.with(request(name, Spans.EPOCH.plusSeconds(second)));
  }

  /** A span that came once its trace had been emitted. */
  private void late(String trace, long second) {
    Span span = Spans.entry("b").inTrace(trace).startingAfter(Duration.ofSeconds(second)).span();
    topic.with(new Trace(span.traceId(), 2, Outcome.COMPLETE, List.of(span)));
  }

  private static TimeRange until(Instant end, long seconds) {
    return new TimeRange(end.minusSeconds(seconds), end);
  }

  private static SnapshotOrder order(TimeRange range) {
    return order(null, range, Selection.ALL);
  }

  private ListedTraces ago(String name, long seconds) {
    return topic.with(request(name, NOW.minusSeconds(seconds)));
  }

  private static Trace request(String name, Instant start) {
    return request(name, Duration.between(Spans.EPOCH, start));
  }
}
