package io.spanline.capture.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.capture.CaptureSettings;
import io.spanline.capture.FixedSurroundings;
import io.spanline.capture.HandClock;
import io.spanline.capture.ListedTraces;
import io.spanline.capture.Snapshots;
import io.spanline.capture.order.SnapshotOrder;
import io.spanline.capture.store.BaselineExistsException;
import io.spanline.capture.store.CaptureStore;
import io.spanline.capture.store.ExistingBaseline;
import io.spanline.capture.store.Snapshot;
import io.spanline.captures.BaselineName;
import io.spanline.captures.CaptureId;
import io.spanline.captures.TimeRange;
import io.spanline.captures.api.JobState;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.Selection;
import io.spanline.model.Span;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.Traces;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobTest {
  private static final Instant NOW = Spans.EPOCH.plusSeconds(1_000);

  private final ListedTraces topic = new ListedTraces();
  private final HandClock clock = new HandClock(NOW);
  private final Queue<Runnable> started = new ArrayDeque<>();
  @TempDir private Path data;
  private CaptureStore store;
  private Snapshots snapshots;
  private Jobs jobs;

  @BeforeEach
  void open() throws IOException {
    store = CaptureStore.open(data);
    snapshots =
        new Snapshots(
            topic,
            new FixedSurroundings(),
            store,
            new CaptureSettings(0, "", data, Duration.ofSeconds(10), new TreeMap<>()),
            clock);
    jobs = new Jobs(snapshots, topic, clock, started::add);
  }

  @AfterEach
  void close() throws IOException {
    jobs.close();
    snapshots.close();
    store.close();
  }

  @Test
  void takesTheFirstTracesThatBeginAfterTheRequest() throws IOException {
    Job job = jobs.begin(traces(2));
    topic
        .with(request("before", -1))
        .with(request("third", 9))
        .with(request("first", 2))
        .with(request("second", 4));

    started.remove().run();

    assertThat(job.progress().state()).isEqualTo(JobState.DONE);
    Snapshot snapshot = job.progress().snapshot();
    assertThat(snapshot).isNotNull();
    assertThat(snapshot.manifest().id()).isEqualTo(new CaptureId(1));
    Manifest manifest = store.manifest(new CaptureId(1)).orElseThrow();
    assertThat(manifest.counts().traces()).isEqualTo(2);
    assertThat(manifest.complete()).isTrue();
    assertThat(manifest.range().to()).isBefore(NOW.plusSeconds(10));
  }

  @Test
  void anErrorOfTheProgramEndsItToo() {
    Job job = jobs.begin(traces(1));
    topic.beforePolling(
        () -> {
          throw new StackOverflowError();
        });

    assertThatThrownBy(started.remove()::run).isInstanceOf(StackOverflowError.class);

    assertThat(job.progress().state()).isEqualTo(JobState.FAILED);
    assertThat(job.progress().failure()).hasMessage("the job failed on a bug: StackOverflowError");
  }

  @Test
  void goesOnWaitingWhereRecordsWereMoreThanTraces() throws IOException {
    Job job = jobs.begin(traces(2));
    Trace trace = request("t1", 1);
    Span late = Spans.entry("b").inTrace("t1").startingAfter(Duration.ofSeconds(1_002)).span();
    topic
        .with(trace)
        .with(new Trace(trace.traceId(), 2, trace.outcome(), List.of(late)))
        .beforePolling(
            new Runnable() {
              private int polls;

              @Override
              public void run() {
                if (++polls == 3) {
                  assertThat(job.traces()).isEqualTo(1);
                  topic.with(request("t2", 3));
                }
              }
            });

    started.remove().run();

    assertThat(store.manifest(new CaptureId(1)).orElseThrow().counts().traces()).isEqualTo(2);
  }

  @Test
  void takesWhatThereIsWhenTheTimeIsOver() throws IOException {
    Job job = jobs.begin(traces(200));
    topic.with(request("t1", 1)).beforePolling(() -> clock.advance(Duration.ofMinutes(20)));

    started.remove().run();

    assertThat(job.progress().state()).isEqualTo(JobState.DONE);
    Manifest.Incomplete why = store.manifest(new CaptureId(1)).orElseThrow().incomplete();
    assertThat(why).isNotNull();
    assertThat(why.reasons()).containsExactly("1 of 200 traces came within 3600 s");
  }

  @Test
  void failsWhereNoneCame() throws IOException {
    Job job = jobs.begin(traces(200));
    topic.beforePolling(() -> clock.advance(Duration.ofMinutes(20)));

    started.remove().run();

    assertThat(job.progress().state()).isEqualTo(JobState.FAILED);
    assertThat(job.progress().failure()).hasMessageStartingWith("no trace began in");
    assertThat(store.ids()).isEmpty();
  }

  @Test
  void takesAllOfTheNextSeconds() throws IOException {
    Job job = jobs.begin(order(null, new TimeRange(NOW, NOW.plusSeconds(60)), Selection.ALL));
    topic
        .with(request("in time", 59))
        .with(request("too late", 60))
        .beforePolling(() -> clock.advance(Duration.ofSeconds(30)));

    started.remove().run();

    assertThat(job.progress().state()).isEqualTo(JobState.DONE);
    assertThat(store.manifest(new CaptureId(1)).orElseThrow().counts().traces()).isEqualTo(1);
  }

  @Test
  void aCancelledJobLeavesNoFile() throws IOException {
    Job job = jobs.begin(traces(1));
    topic.with(request("t1", 1)).beforeReading(() -> assertThat(job.cancel()).isTrue());

    started.remove().run();

    assertThat(job.progress().state()).isEqualTo(JobState.CANCELLED);
    assertThat(job.cancel()).isTrue();
    assertThat(store.ids()).isEmpty();
  }

  @Test
  void anEndedJobIsNotCancelled() {
    Job job = jobs.begin(traces(1));
    topic.with(request("t1", 1));
    started.remove().run();

    assertThat(job.cancel()).isFalse();

    assertThat(job.progress().state()).isEqualTo(JobState.DONE);
  }

  @Test
  void refusesWhatCouldOnlyEndInATakenBaseline() throws IOException {
    topic.with(request("t1", 1));
    SnapshotOrder order =
        order(BaselineName.NORMAL, new TimeRange(NOW, NOW.plusSeconds(60)), Selection.ALL);
    snapshots.take(order);

    assertThatThrownBy(() -> jobs.begin(order)).isInstanceOf(BaselineExistsException.class);

    assertThat(jobs.all()).isEmpty();
  }

  @Test
  void closingGivesUpWhatWaits() throws IOException {
    Job job = jobs.begin(traces(1));
    jobs.close();
    topic.with(request("t1", 1));

    started.remove().run();

    assertThat(job.progress().state()).isEqualTo(JobState.CANCELLED);
    assertThat(store.ids()).isEmpty();
  }

  private static SnapshotOrder traces(long count) {
    return order(
        null,
        new TimeRange(NOW, NOW.plusSeconds(3_600)),
        new Selection(new Selection.Limit(Selection.Take.FIRST, count), Selection.Filter.NONE));
  }

  private static SnapshotOrder order(
      @Nullable BaselineName baseline, TimeRange range, Selection selection) {
    return new SnapshotOrder(baseline, ExistingBaseline.KEEP, null, null, range, selection);
  }

  private static Trace request(String name, long secondsAfterNow) {
    return Traces.complete(
        List.of(
            Spans.entry("a")
                .inTrace(name)
                .startingAfter(Duration.ofSeconds(1_000 + secondsAfterNow))
                .span()));
  }
}
