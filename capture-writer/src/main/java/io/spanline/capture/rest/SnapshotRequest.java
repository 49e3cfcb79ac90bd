package io.spanline.capture.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.spanline.capture.order.ExistingBaseline;
import io.spanline.capture.order.SnapshotOrder;
import io.spanline.captures.BaselineName;
import io.spanline.captures.ReplayId;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.Selection;
import io.spanline.rest.Problem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/snapshots}. What is asked for is given in one of four ways: {@code
 * from} and {@code to}, {@code last_seconds}, {@code last} or {@code next}.
 *
 * @param baseline name of the baseline; "normal" if left out
 * @param replace whether a baseline of that name may be overwritten; false if left out
 * @param replay the traces' own, for the manifest; only with a prefix of trace ids
 * @param captureOnly whether no baseline is computed; false if left out
 * @param withinSeconds how long is waited for the next traces
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SnapshotRequest(
    @Nullable String baseline,
    @Nullable Boolean captureOnly,
    @Nullable String from,
    @Nullable String label,
    @Nullable Amount last,
    @Nullable Long lastSeconds,
    @Nullable Amount next,
    @Nullable Boolean replace,
    @Nullable String replay,
    @Nullable String to,
    @Nullable RequestedFilter where,
    @Nullable Long withinSeconds) {
  private static final int LABEL_LENGTH = 200;

  /** A number of traces, or those of a number of seconds. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Amount(@Nullable Long seconds, @Nullable Long traces) {}

  /** Whether the traces are still to come. */
  boolean isUpcoming() {
    return next != null;
  }

  /**
   * The order that this request stands for.
   *
   * @param request what it may be repeated by
   * @throws io.spanline.rest.ProblemException 400 for a request that does not make sense, 422 for a
   *     range that cannot hold a trace
   */
  SnapshotOrder order(Instant now, Manifest.@Nullable Request request) {
    Selection.Filter filter = where == null ? Selection.Filter.NONE : where.filter();
    RequestedTime time = RequestedTime.of(this);
    return new SnapshotOrder(
        baselineName(filter),
        Boolean.TRUE.equals(replace) ? ExistingBaseline.REPLACE : ExistingBaseline.KEEP,
        checkedLabel(),
        request,
        time.range().apply(now),
        new Selection(time.limit(), filter, checkedReplay(filter)));
  }

  private @Nullable BaselineName baselineName(Selection.Filter filter) {
    if (Boolean.TRUE.equals(captureOnly)) {
      if (baseline != null || replace != null) {
        throw Problem.of(
            400,
            "\"capture_only\": true makes no baseline; leave out \"baseline\" and \"replace\"");
      }
      return null;
    }
    if (baseline != null) {
      return Names.baseline(baseline);
    }
    if (!filter.equals(Selection.Filter.NONE)) {
      throw Problem.of(
          400,
          "selected traces are not normal traffic; name their baseline in \"baseline\", or send"
              + " \"capture_only\": true");
    }
    return BaselineName.NORMAL;
  }

  private @Nullable ReplayId checkedReplay(Selection.Filter filter) {
    if (replay != null && filter.traceIdPrefix() == null) {
      throw Problem.of(400, "replay works only with where.trace_id_prefix");
    }
    return replay == null ? null : Names.replay(replay);
  }

  private @Nullable String checkedLabel() {
    if (label != null && !isPlain(label)) {
      throw Problem.of(
          400,
          "label must have at most %s characters and no control characters"
              .formatted(LABEL_LENGTH));
    }
    return label;
  }

  static boolean isPlain(String text) {
    return text.length() <= LABEL_LENGTH && text.chars().noneMatch(Character::isISOControl);
  }
}
