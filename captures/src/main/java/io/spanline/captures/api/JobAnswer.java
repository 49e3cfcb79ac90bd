package io.spanline.captures.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.spanline.captures.BaselineName;
import io.spanline.captures.manifest.Selection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job: a snapshot of traces to come.
 *
 * @param deadline when it takes what there is
 * @param ended null until it has
 * @param snapshot path of the snapshot it has led to; null if there is none
 * @param result what a request for the same snapshot would have been answered; null until it is
 *     done
 * @param problem why it failed; null if it has not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobAnswer(
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

  /** What it waits for: a number of traces, or the seconds to pass. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Wanted(
      @Nullable Long traces, @Nullable Long seconds, Selection.@Nullable Filter where) {}

  /**
   * How far it is.
   *
   * @param traces that have come, as far as can be told before the topic is read
   * @param seconds since it began
   */
  public record Progress(long traces, long seconds) {}

  /** What the answer to the request would have been, as RFC 9457 says it. */
  public record Problem(String title, int status, String detail) {}

  /** A page of {@code GET /v1/jobs}. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Page(List<JobAnswer> jobs, @Nullable String next) {
    public Page {
      jobs = List.copyOf(jobs);
    }
  }
}
