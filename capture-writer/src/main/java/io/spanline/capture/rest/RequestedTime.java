package io.spanline.capture.rest;

import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Selection;
import io.spanline.model.Printable;
import io.spanline.rest.Problem;
import io.spanline.rest.ProblemException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * When the traces of a request began or will begin, and how many of them it takes.
 *
 * @param limit how many of the range's traces, and from which end; null for all
 * @param range the widest range, by the time of now; 422 for one that cannot hold a trace
 */
record RequestedTime(Selection.@Nullable Limit limit, Function<Instant, TimeRange> range) {
  /** The retention of the topic: what is older is gone. */
  private static final Duration LONGEST = Duration.ofHours(24);

  private static final Duration CLOCK_SKEW = Duration.ofSeconds(2);
  private static final long MOST_TRACES = 1_000_000;
  private static final long WITHIN_SECONDS = 3_600;

  /**
   * The one way that a request has chosen.
   *
   * @throws ProblemException 400 if it has chosen none or more than one
   */
  static RequestedTime of(SnapshotRequest request) {
    List<String> chosen = chosen(request);
    if (chosen.size() > 1) {
      throw Problem.of(
          400,
          "send only one of last_seconds, last, next, or from and to; got %s"
              .formatted(String.join(" and ", chosen)));
    }
    if (request.withinSeconds() != null
        && (request.next() == null || request.next().traces() == null)) {
      throw Problem.of(400, "within_seconds works only with \"next\": {\"traces\": 200}");
    }
    if (request.lastSeconds() != null) {
      return last(seconds("last_seconds", request.lastSeconds()), null);
    }
    if (request.last() != null) {
      return last(request.last());
    }
    if (request.next() != null) {
      return next(request.next(), request.withinSeconds());
    }
    if (request.from() == null || request.to() == null) {
      throw Problem.of(
          400,
          "no time range; send \"last_seconds\": 60, \"last\": {\"traces\": 200}, \"next\":"
              + " {\"traces\": 200}, or \"from\" and \"to\" such as \"2026-01-31T12:00:00Z\"");
    }
    Instant from = time("from", request.from());
    Instant to = time("to", request.to());
    return new RequestedTime(null, now -> between(from, to, now));
  }

  private static List<String> chosen(SnapshotRequest request) {
    List<String> chosen = new ArrayList<>();
    if (request.lastSeconds() != null) {
      chosen.add("last_seconds");
    }
    if (request.last() != null) {
      chosen.add("last");
    }
    if (request.next() != null) {
      chosen.add("next");
    }
    if (request.from() != null || request.to() != null) {
      chosen.add(request.from() == null ? "to" : "from");
    }
    return chosen;
  }

  private static RequestedTime last(SnapshotRequest.Amount amount) {
    requireOne("last", amount);
    return amount.seconds() == null
        ? last(LONGEST, limit(Selection.Take.LAST, "last", amount))
        : last(seconds("last.seconds", amount.seconds()), null);
  }

  private static RequestedTime next(SnapshotRequest.Amount amount, @Nullable Long withinSeconds) {
    requireOne("next", amount);
    return amount.seconds() == null
        ? next(
            seconds("within_seconds", withinSeconds == null ? WITHIN_SECONDS : withinSeconds),
            limit(Selection.Take.FIRST, "next", amount))
        : next(seconds("next.seconds", amount.seconds()), null);
  }

  private static void requireOne(String field, SnapshotRequest.Amount amount) {
    if ((amount.traces() == null) == (amount.seconds() == null)) {
      throw Problem.of(
          400, "%s must be either {\"traces\": 200} or {\"seconds\": 60}".formatted(field));
    }
  }

  private static Selection.Limit limit(
      Selection.Take take, String field, SnapshotRequest.Amount amount) {
    long traces = amount.traces() == null ? 0 : amount.traces();
    if (traces < 1 || traces > MOST_TRACES) {
      throw Problem.of(
          422, "%s.traces must be 1 to %s, was %s".formatted(field, MOST_TRACES, traces));
    }
    return new Selection.Limit(take, traces);
  }

  private static Duration seconds(String field, long seconds) {
    if (seconds < 1 || seconds > LONGEST.toSeconds()) {
      throw Problem.of(
          422,
          "%s must be 1 to %s, because traces are kept for %s h; was %s"
              .formatted(field, LONGEST.toSeconds(), LONGEST.toHours(), seconds));
    }
    return Duration.ofSeconds(seconds);
  }

  private static Instant time(String field, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw Problem.of(
          400,
          "invalid time '%2$s' in %1$s; expected one such as 2026-01-31T12:00:00Z"
              .formatted(field, Printable.text(text)));
    }
  }

  /** The time up to now. */
  private static RequestedTime last(Duration reach, Selection.@Nullable Limit limit) {
    return new RequestedTime(limit, now -> new TimeRange(now.minus(reach), now));
  }

  /** The time from now on. */
  private static RequestedTime next(Duration longest, Selection.@Nullable Limit limit) {
    return new RequestedTime(limit, now -> new TimeRange(now, now.plus(longest)));
  }

  private static TimeRange between(Instant from, Instant to, Instant now) {
    if (!from.isBefore(to)) {
      throw Problem.of(422, "range is empty: from %s is not before to %s".formatted(from, to));
    }
    if (to.isAfter(now.plus(CLOCK_SKEW))) {
      throw Problem.of(
          422,
          "to %s is in the future, now is %s; ask again once it has passed, or send \"next\""
              .formatted(to, now));
    }
    Instant earliest = now.minus(LONGEST);
    if (from.isBefore(earliest)) {
      throw Problem.of(
          422,
          "from %s is too long ago, because traces are kept for %s h; the earliest is %s"
              .formatted(from, LONGEST.toHours(), earliest));
    }
    return new TimeRange(from, to);
  }
}
