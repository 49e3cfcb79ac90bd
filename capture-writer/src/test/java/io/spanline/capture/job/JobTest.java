package io.spanline.capture.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.capture.SnapshotScene;
import io.spanline.capture.order.Refusal;
import io.spanline.capture.order.SnapshotOrder;
import io.spanline.captures.BaselineName;
import io.spanline.captures.CaptureId;
import io.spanline.captures.TimeRange;
import io.spanline.captures.api.JobState;
import io.spanline.captures.manifest.Selection;
import io.spanline.captures.manifest.Selection.Filter;
import io.spanline.captures.manifest.Selection.Take;
import io.spanline.model.Span;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobTest extends SnapshotScene {
  private final Queue<Runnable> started = new ArrayDeque<>();
  private Jobs jobs;

  @BeforeEach
  void open() {
    jobs = new Jobs(snapshots, topic, clock, started::add);
  }

  @AfterEach
  void close() {
    jobs.close();
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
    Span late = Spans.entry("b").inTrace("t1").startingAfter(Duration.ofSeconds(90_002)).span();
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
  void refusesWhatCouldOnlyEndInATakenBaseline() throws IOException {
    topic.with(request("t1", 1));
    SnapshotOrder order =
        order(BaselineName.NORMAL, new TimeRange(NOW, NOW.plusSeconds(60)), Selection.ALL);
    snapshots.take(order);

    assertThatThrownBy(() -> jobs.begin(order)).isInstanceOf(Refusal.class);

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

  @Test
  void forgetsTheOldestOfManyThatHaveEnded() {
    Job first = jobs.begin(traces(1));
    first.cancel();
    Job second = jobs.begin(traces(1));
    second.cancel();
    for (int i = 0; i < Jobs.MOST_ENDED; i++) {
      jobs.begin(traces(1)).cancel();
    }

    assertThat(jobs.find(first.id())).isEmpty();
    assertThat(jobs.find(second.id())).isEmpty();
    assertThat(jobs.all()).hasSize(Jobs.MOST_ENDED);
  }

  @Test
  void closesTheTailOfAJobThatCannotBegin() {
    Jobs withoutThreads =
        new Jobs(
            snapshots,
            topic,
            clock,
            job -> {
              throw new OutOfMemoryError("no thread");
            });

    assertThatThrownBy(() -> withoutThreads.begin(traces(1))).isInstanceOf(OutOfMemoryError.class);

    assertThat(withoutThreads.all()).isEmpty();
    assertThat(topic.openTails()).isZero();
  }

  private static SnapshotOrder traces(long count) {
    return order(new TimeRange(NOW, NOW.plusSeconds(3_600)), Take.FIRST, count, Filter.NONE);
  }

  private static Trace request(String name, long secondsAfterNow) {
    return request(name, Duration.between(Spans.EPOCH, NOW.plusSeconds(secondsAfterNow)));
  }
}
