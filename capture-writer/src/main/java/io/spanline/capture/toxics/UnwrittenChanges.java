package io.spanline.capture.toxics;

import io.spanline.topic.ToxicChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
    for (Sighting sighting : seen.all()) {
      for (ToxicChange change : of(sighting, then)) {
        then.add(change);
        due.add(change);
      }
    }
    List<ToxicLife> seenOn = seen.all().stream().flatMap(each -> then.of(each).stream()).toList();
    for (ToxicLife life : then.open()) {
      Instant unseen = seenOn.contains(life) ? null : unseenSince(life);
      if (unseen != null) {
        due.add(new Sighting(life.best(), null).gone(unseen));
      }
    }
    // Records that contradict each other must not be added to for ever.
    due.removeIf(lives::have);
    due.removeIf(change -> ToxicLives.isLeased(change) && change.at().plus(grace).isAfter(now));
    due.sort(BY_TIME);
    return due;
  }

  private static List<ToxicChange> of(Sighting sighting, ToxicLives lives) {
    List<ToxicChange> due = new ArrayList<>();
    ToxicLife life = last(lives.of(sighting));
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
    return of(sighting, lives).stream().allMatch(lives::have);
  }
}
