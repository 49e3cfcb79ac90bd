package io.spanline.capture.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.capture.CaptureSettings;
import io.spanline.capture.FixedSurroundings;
import io.spanline.capture.HandClock;
import io.spanline.capture.ListedTraces;
import io.spanline.capture.Snapshots;
import io.spanline.capture.order.Refusal;
import io.spanline.capture.order.SnapshotOrder;
import io.spanline.capture.store.CaptureStore;
import io.spanline.capture.store.ExistingBaseline;
import io.spanline.captures.BaselineName;
import io.spanline.captures.TimeRange;
import io.spanline.captures.api.JobState;
import io.spanline.captures.manifest.Selection;
import io.spanline.model.Spans;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobsTest {
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
  void refusesMoreThanSoManyUntilOneHasEnded() {
    Job first = jobs.begin(traces(1));
    for (int i = 1; i < Jobs.MOST_WAITING; i++) {
      jobs.begin(traces(1));
    }

    assertThatThrownBy(() -> jobs.begin(traces(1)))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("16 jobs are waiting; cancel one");

    assertThat(first.cancel()).isTrue();
    assertThat(jobs.begin(traces(1)).progress().state()).isEqualTo(JobState.WAITING);
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
    return order(
        null,
        new TimeRange(NOW, NOW.plusSeconds(3_600)),
        new Selection(new Selection.Limit(Selection.Take.FIRST, count), Selection.Filter.NONE));
  }

  private static SnapshotOrder order(
      @Nullable BaselineName baseline, TimeRange range, Selection selection) {
    return new SnapshotOrder(baseline, ExistingBaseline.KEEP, null, null, range, selection);
  }
}
