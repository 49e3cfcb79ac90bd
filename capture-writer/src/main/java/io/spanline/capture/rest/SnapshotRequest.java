package io.spanline.capture.rest;

import io.spanline.capture.SnapshotOrder;
import io.spanline.capture.store.ExistingBaseline;
import io.spanline.file.BaselineName;
import io.spanline.file.TimeRange;
import io.spanline.rest.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/snapshots}. The range is given by {@code from} and {@code to}, or by
 * {@code last_seconds} before now.
 *
 * @param baseline name of the baseline; "normal" where it is left out
 * @param replace whether a baseline of that name may be overwritten; false where it is left out
 */
record SnapshotRequest(
    @Nullable String baseline,
    @Nullable String label,
    @Nullable String from,
    @Nullable String to,
    @Nullable Long lastSeconds,
    @Nullable Boolean replace) {
  private static final int LABEL_LENGTH = 200;
  // The retention of the topic: what is older is gone.
  private static final Duration LONGEST_PAST = Duration.ofHours(24);
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(2);

  /**
   * The order that this request stands for.
   *
   * @throws io.spanline.rest.ProblemException 400 for a request that does not make sense, 422 for a
   *     range that cannot hold a trace
   */
  SnapshotOrder order(Instant now) {
    return new SnapshotOrder(
        baselineName(),
        checkedLabel(),
        range(now),
        Boolean.TRUE.equals(replace) ? ExistingBaseline.REPLACE : ExistingBaseline.KEEP);
  }

  private BaselineName baselineName() {
    return baseline == null ? BaselineName.NORMAL : Names.baseline(baseline);
  }

  private @Nullable String checkedLabel() {
    if (label != null
        && (label.length() > LABEL_LENGTH || label.chars().anyMatch(Character::isISOControl))) {
      throw Problem.of(
          400,
          "label must have at most %s characters and no control characters"
              .formatted(LABEL_LENGTH));
    }
    return label;
  }

  private TimeRange range(Instant now) {
    if (lastSeconds != null) {
      if (from != null || to != null) {
        throw Problem.of(400, "send last_seconds, or from and to; not both");
      }
      return last(lastSeconds, now);
    }
    if (from == null || to == null) {
      throw Problem.of(
          400,
          "no time range; send \"last_seconds\": 60, or \"from\" and \"to\" such as"
              + " \"2026-01-31T12:00:00Z\"");
    }
    return between(time("from", from), time("to", to), now);
  }

  private static TimeRange last(long seconds, Instant now) {
    if (seconds < 1 || seconds > LONGEST_PAST.toSeconds()) {
      throw Problem.of(
          422,
          "last_seconds must be 1 to %s, since traces are kept for %s h, was %s"
              .formatted(LONGEST_PAST.toSeconds(), LONGEST_PAST.toHours(), seconds));
    }
    return new TimeRange(now.minusSeconds(seconds), now);
  }

  private static TimeRange between(Instant from, Instant to, Instant now) {
    if (!from.isBefore(to)) {
      throw Problem.of(422, "range is empty: from %s is not before to %s".formatted(from, to));
    }
    if (to.isAfter(now.plus(CLOCK_SKEW))) {
      throw Problem.of(
          422, "to %s is in the future, now is %s; ask once it has passed".formatted(to, now));
    }
    Instant earliest = now.minus(LONGEST_PAST);
    if (from.isBefore(earliest)) {
      throw Problem.of(
          422,
          "from %s is too long ago: traces are kept for %s h; ask from %s on"
              .formatted(from, LONGEST_PAST.toHours(), earliest));
    }
    return new TimeRange(from, to);
  }

  private static Instant time(String field, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw Problem.of(
          400, "%s must be a time such as 2026-01-31T12:00:00Z, was '%s'".formatted(field, text));
    }
  }
}
