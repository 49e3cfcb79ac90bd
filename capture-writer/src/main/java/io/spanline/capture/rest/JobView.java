package io.spanline.capture.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.spanline.capture.Snapshot;
import io.spanline.capture.job.Job;
import io.spanline.capture.job.JobId;
import io.spanline.capture.job.JobState;
import io.spanline.capture.order.SnapshotOrder;
import io.spanline.capture.store.CaptureStore;
import io.spanline.captures.BaselineName;
import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Selection;
import io.spanline.rest.Problem;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is answered about a job.
 *
 * @param deadline when it takes what there is
 * @param ended left out until it has
 * @param snapshot path of the one it has led to; left out where there is none
 * @param result what a request for the same snapshot would have been answered; left out until it is
 *     done
 * @param problem the same where it has failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JobView(
    String id,
    JobState state,
    Instant created,
    @Nullable String label,
    @Nullable BaselineName baseline,
    Wanted wanted,
    Progress progress,
    Instant deadline,
    @Nullable Instant ended,
    @Nullable String snapshot,
    @Nullable SnapshotAnswer result,
    @Nullable Problem problem) {

  /** What it waits for: so many traces, or the seconds to pass. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Wanted(@Nullable Long traces, @Nullable Long seconds, Selection.@Nullable Filter where) {
    static Wanted of(Selection selection, TimeRange range) {
      Selection.Limit limit = selection.limit();
      Selection.Filter where = selection.where();
      return new Wanted(
          limit == null ? null : limit.traces(),
          limit == null ? Duration.between(range.from(), range.to()).toSeconds() : null,
          where.equals(Selection.Filter.NONE) ? null : where);
    }
  }

  /**
   * How far it is.
   *
   * @param traces that have come, as far as can be told before the topic is read
   * @param seconds since it began
   */
  record Progress(long traces, long seconds) {}

  static JobView of(Job job, CaptureStore store) {
    Job.Progress progress = job.progress();
    SnapshotOrder order = job.order().shown();
    TimeRange range = order.range();
    JobId id = job.id();
    Snapshot snapshot = progress.snapshot();
    Exception failure = progress.failure();
    return new JobView(
        id.text(),
        progress.state(),
        range.from(),
        order.label(),
        order.baseline(),
        Wanted.of(order.selection(), range),
        new Progress(job.traces(), job.waited().toSeconds()),
        range.to(),
        progress.ended(),
        snapshot == null ? null : "/v1/snapshots/" + snapshot.manifest().id(),
        snapshot == null ? null : SnapshotAnswer.of(snapshot, store),
        failure == null ? null : Refusals.of(failure).problem());
  }
}
