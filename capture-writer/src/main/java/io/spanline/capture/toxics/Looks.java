package io.spanline.capture.toxics;

import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Toxics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When Toxiproxy was looked at, for a day. A look that failed leaves only its reason. */
final class Looks {
  private static final Duration REMEMBERED = Duration.ofHours(24);
  private static final int MOST_REMEMBERED = 10_000;

  private final Deque<Stretch> stretches = new ArrayDeque<>();
  private final Duration pause;
  private String problem = "not looked at yet";
  private boolean broken = true;

  /** A time over which each look was answered, from the first to the last. */
  record Stretch(Instant from, Instant to) {}

  /**
   * No look yet.
   *
   * @param pause the longest time between two looks; what happens in a longer one is not known
   */
  Looks(Duration pause) {
    this.pause = pause;
  }

  void answered(Instant at) {
    if (broken || stretches.getLast().to().plus(pause).isBefore(at)) {
      stretches.addLast(new Stretch(at, at));
    } else {
      stretches.addLast(new Stretch(stretches.removeLast().from(), at));
    }
    broken = false;
    stretches.removeIf(stretch -> stretch.to().isBefore(at.minus(REMEMBERED)));
    while (stretches.size() > MOST_REMEMBERED) {
      stretches.removeFirst();
    }
  }

  /**
   * A look was not answered.
   *
   * @param reason in words, for people
   */
  void failed(String reason) {
    broken = true;
    problem = reason;
  }

  /** What was seen up to a time is lost: as if nobody had looked. */
  void lost(Instant until) {
    stretches.removeIf(stretch -> !stretch.from().isAfter(until));
    broken = stretches.isEmpty();
    problem = "what was seen before %s could not be kept".formatted(until);
  }

  /** The looks since the last one that failed; null if the last one did. */
  @Nullable Stretch now() {
    return broken ? null : stretches.getLast();
  }

  /** Toxics of a range, with how much of it was looked at. */
  Toxics over(TimeRange range, List<Toxics.Toxic> on) {
    Stretch last = stretchAtTheEnd(range);
    if (last == null) {
      return new Toxics(null, unknown(range), on);
    }
    // The first look tells of the moment before it as well as any later one does.
    boolean whole = !last.from().isAfter(range.from().plus(pause));
    return whole
        ? new Toxics(range.from(), null, on)
        : new Toxics(last.from(), "not looked at before " + last.from(), on);
  }

  /** The looks that cover a range's end, and from when on. */
  private @Nullable Stretch stretchAtTheEnd(TimeRange range) {
    for (Stretch stretch : stretches) {
      if (stretch.from().isBefore(range.to()) && !stretch.to().plus(pause).isBefore(range.to())) {
        return stretch;
      }
    }
    return null;
  }

  private String unknown(TimeRange range) {
    for (Stretch stretch : stretches) {
      if (!stretch.from().isBefore(range.to())) {
        return "not looked at before " + stretch.from();
      }
    }
    return problem;
  }
}
