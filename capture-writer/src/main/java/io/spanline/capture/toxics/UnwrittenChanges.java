package io.spanline.capture.toxics;

import io.spanline.experiments.toxic.ToxicLife;
import io.spanline.experiments.toxic.ToxicLives;
import io.spanline.topic.ToxicChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What looks have seen and no record says.
 *
 * @param grace how long whoever changes a toxic of Spanline's may take to write it
 */
record UnwrittenChanges(SeenToxics seen, Looks looks, ToxicLives lives, Duration grace) {
  private static final Duration PERIOD = Duration.ofSeconds(1);
  // Of two toxics of a name at one moment the one that went was first.
  private static final Comparator<ToxicChange> BY_TIME =
      Comparator.comparing(ToxicChange::at).thenComparing(change -> change.gone() == null ? 1 : 0);

  /** The records that are due, in order. */
  List<ToxicChange> by(Instant now) {
    List<ToxicChange> due = new ArrayList<>();
    // What is written of a sighting may make a later one of the same toxic due.
    ToxicLives then = lives.with(List.of());
    Consumer<ToxicChange> write =
        change -> {
          then.add(change);
          due.add(change);
        };
    // Spanline's first: a proxy may be down for others only to free one of them.
    for (boolean isLeased : List.of(true, false)) {
      seen.all().stream()
          .filter(sighting -> ToxicLives.isLeased(sighting.on()) == isLeased)
          .filter(sighting -> !isOfARemoval(sighting, now, then))
          .forEach(sighting -> of(sighting, then).forEach(write));
      unseen(then).stream()
          .filter(change -> ToxicLives.isLeased(change) == isLeased)
          .forEach(write);
    }
    // Records that contradict each other must not be added to for ever.
    due.removeIf(lives::have);
    due.removeIf(change -> ToxicLives.isLeased(change) && change.at().plus(grace).isAfter(now));
    due.sort(BY_TIME);
    return due;
  }

  /** That those are gone that no look shows. */
  private List<ToxicChange> unseen(ToxicLives lives) {
    List<ToxicLife> seenOn =
        seen.all().stream().flatMap(each -> lives.of(each.on(), each.to()).stream()).toList();
    List<ToxicChange> gone = new ArrayList<>();
    for (ToxicLife life : lives.open()) {
      Instant unseen = seenOn.contains(life) ? null : unseenSince(life);
      if (unseen != null) {
        gone.add(new Sighting(life.best(), null).gone(unseen));
      }
    }
    return gone;
  }

  /** Whether it may be a step of a removal, of which no record says otherwise. */
  private static boolean isOfARemoval(Sighting sighting, Instant now, ToxicLives lives) {
    Instant to = sighting.to();
    return lives.of(sighting.on(), to).isEmpty()
        && lives.isOfARemoval(sighting.on(), to == null ? now : to);
  }

  private static List<ToxicChange> of(Sighting sighting, ToxicLives lives) {
    List<ToxicChange> due = new ArrayList<>();
    ToxicLife life = last(lives.of(sighting.on(), sighting.to()));
    if (life == null || !life.hasBeginning()) {
      due.add(sighting.on());
    }
    if (sighting.to() != null && (life == null || life.to() == null)) {
      due.add(sighting.gone(sighting.to()));
    }
    return due;
  }

  private static @Nullable ToxicLife last(List<ToxicLife> of) {
    return of.isEmpty() ? null : of.get(of.size() - 1);
  }

  /** Since when looks would have shown a toxic; null if there was none since it came. */
  private @Nullable Instant unseenSince(ToxicLife life) {
    Looks.Stretch now = looks.now();
    if (now == null) {
      return null;
    }
    Instant soonest = life.from().plus(PERIOD);
    Instant since = soonest.isAfter(now.from()) ? soonest : now.from();
    return since.isAfter(now.to()) ? null : since;
  }

  /** Whether nothing of a sighting is left to write. */
  boolean isWritten(Sighting sighting) {
    return (sighting.to() != null && isOfARemoval(sighting, sighting.to(), lives))
        || of(sighting, lives).stream().allMatch(lives::have);
  }
}
