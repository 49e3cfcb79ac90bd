package io.spanline.capture.surroundings;

import io.spanline.capture.surroundings.ToxiproxyState.Effect;
import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Toxics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which toxics were on when, as far back as captures reach, by what was seen each time somebody
 * looked. A look that failed leaves only its reason.
 */
final class ToxicsLog {
  private static final Duration REMEMBERED = Duration.ofHours(24);
  private static final int MOST_REMEMBERED = 10_000;
  private static final Comparator<Toxics.Toxic> BY_TIME =
      Comparator.comparing(Toxics.Toxic::from)
          .thenComparing(Toxics.Toxic::proxy)
          .thenComparing(Toxics.Toxic::name)
          .thenComparing(Toxics.Toxic::type);

  private final Map<Effect, Instant> on = new HashMap<>();
  private final Deque<Toxics.Toxic> gone = new ArrayDeque<>();
  private final Deque<Stretch> stretches = new ArrayDeque<>();
  private final Duration pause;
  private String problem = "not looked at yet";
  private boolean broken = true;

  /** A time over which each look was answered, from the first to the last. */
  private record Stretch(Instant from, Instant to) {}

  /**
   * An empty log.
   *
   * @param pause the longest time between two looks; what happens in a longer one is not known
   */
  ToxicsLog(Duration pause) {
    this.pause = pause;
  }

  synchronized void saw(Instant at, ToxiproxyState state) {
    on.entrySet()
        .removeIf(
            before -> {
              if (state.on().contains(before.getKey())) {
                return false;
              }
              gone.addLast(toxic(before.getKey(), before.getValue(), at));
              return true;
            });
    state.on().forEach(effect -> on.putIfAbsent(effect, at));
    if (broken || stretches.getLast().to().plus(pause).isBefore(at)) {
      stretches.addLast(new Stretch(at, at));
    } else {
      stretches.addLast(new Stretch(stretches.removeLast().from(), at));
    }
    broken = false;
    forget(at.minus(REMEMBERED));
  }

  /**
   * A look was not answered.
   *
   * @param reason in words, for people
   */
  synchronized void sawNothing(String reason) {
    broken = true;
    problem = reason;
  }

  /** The toxics of a range, as far as they are known. */
  synchronized Toxics during(TimeRange range) {
    List<Toxics.Toxic> found =
        Stream.concat(
                gone.stream(),
                on.entrySet().stream().map(each -> toxic(each.getKey(), each.getValue(), null)))
            .filter(toxic -> overlaps(toxic, range))
            .sorted(BY_TIME)
            .toList();
    Stretch last = stretchAtTheEnd(range);
    if (last == null) {
      return new Toxics(null, unknown(range), found);
    }
    // The first look tells of the moment before it as well as any later one does.
    boolean whole = !last.from().isAfter(range.from().plus(pause));
    return whole
        ? new Toxics(range.from(), null, found)
        : new Toxics(last.from(), "not looked at before " + last.from(), found);
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

  private static boolean overlaps(Toxics.Toxic toxic, TimeRange range) {
    Instant to = toxic.to();
    return toxic.from().isBefore(range.to()) && (to == null || to.isAfter(range.from()));
  }

  private static Toxics.Toxic toxic(Effect effect, Instant from, @Nullable Instant to) {
    return new Toxics.Toxic(
        effect.proxy(),
        effect.name(),
        effect.type(),
        effect.stream(),
        effect.toxicity(),
        effect.attributes(),
        from,
        to);
  }

  private void forget(Instant before) {
    gone.removeIf(toxic -> isBefore(toxic.to(), before));
    while (gone.size() > MOST_REMEMBERED) {
      gone.removeFirst();
    }
    stretches.removeIf(stretch -> stretch.to().isBefore(before));
    while (stretches.size() > MOST_REMEMBERED) {
      stretches.removeFirst();
    }
  }

  private static boolean isBefore(@Nullable Instant end, Instant time) {
    return end != null && end.isBefore(time);
  }
}
