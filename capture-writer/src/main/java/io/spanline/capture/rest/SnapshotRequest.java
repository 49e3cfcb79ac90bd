package io.spanline.capture.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.spanline.capture.order.SnapshotOrder;
import io.spanline.capture.store.ExistingBaseline;
import io.spanline.captures.BaselineName;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.Selection;
import io.spanline.rest.Problem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/snapshots}. What is asked for is given in one of four ways: {@code
 * from} and {@code to}, {@code last_seconds}, {@code last} or {@code next}.
 *
 * @param baseline name of the baseline; "normal" where it is left out
 * @param replace whether a baseline of that name may be overwritten; false where it is left out
 * @param captureOnly whether no baseline is computed; false where it is left out
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
    @Nullable String to,
    @Nullable RequestedFilter where,
    @Nullable Long withinSeconds) {
  private static final int LABEL_LENGTH = 200;

  /** So many traces, or as many as there are in so many seconds. */
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
        time.range(now),
        new Selection(time.limit(), filter));
  }

  private @Nullable BaselineName baselineName(Selection.Filter filter) {
    if (Boolean.TRUE.equals(captureOnly)) {
      if (baseline != null || replace != null) {
        throw Problem.of(
            400, "with \"capture_only\": true there is no baseline to name or to replace");
      }
      return null;
    }
    if (baseline != null) {
      return Names.baseline(baseline);
    }
    if (!filter.equals(Selection.Filter.NONE)) {
      throw Problem.of(
          400,
          "chosen traces are not what normal traffic is like; give their baseline a name of its own"
              + " in \"baseline\", or send \"capture_only\": true");
    }
    return BaselineName.NORMAL;
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
