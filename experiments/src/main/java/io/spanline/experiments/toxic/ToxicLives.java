package io.spanline.experiments.toxic;

import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Toxics;
import io.spanline.topic.ToxicChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When each toxic was on, by the records of the topic {@code toxics}: those of a day, and those of
 * what is on. Takes the records in any order, and twice.
 */
public final class ToxicLives {
  private static final Duration REMEMBERED = Duration.ofHours(24);
  // A look and whoever changes a toxic tell the time a little apart.
  private static final Duration SLACK = Duration.ofSeconds(2);
  // A removal, and the looks at its beginning and end.
  private static final Duration LONGEST_REMOVAL = Ladder.LONGEST.plus(SLACK);
  private static final int MOST_OVER = 10_000;
  private static final Comparator<Toxics.Toxic> BY_TIME =
      Comparator.comparing(Toxics.Toxic::from)
          .thenComparing(Toxics.Toxic::proxy)
          .thenComparing(Toxics.Toxic::name)
          .thenComparing(Toxics.Toxic::type);

  private final Map<Key, List<ToxicLife>> lives = new LinkedHashMap<>();
  private final Set<ToxicChange> records = new HashSet<>();

  /**
   * A toxic's name. One of Spanline's is never used for another, and another process may say
   * slightly other things of it; one of others is, once changed, another.
   */
  private record Key(String proxy, String toxic, @Nullable ToxicChange foreign) {
    static Key of(ToxicChange change) {
      return new Key(change.proxy(), change.toxic(), isLeased(change) ? null : plain(change));
    }

    private static ToxicChange plain(ToxicChange change) {
      return new ToxicChange(
          change.proxy(),
          change.toxic(),
          change.type(),
          change.stream(),
          change.toxicity(),
          change.attributes(),
          null,
          change.owner(),
          null,
          Instant.EPOCH,
          null,
          null);
    }
  }

  /** Whether Spanline set the toxic, so that whoever does also writes its records. */
  public static boolean isLeased(ToxicChange change) {
    return Lease.of(change.toxic()).isPresent();
  }

  public void add(ToxicChange change) {
    if (!records.add(change)) {
      return;
    }
    List<ToxicLife> of = lives.computeIfAbsent(Key.of(change), key -> new ArrayList<>());
    int found = change.gone() == null ? thatMayBe(of, change) : begunBy(of, change.gone());
    if (found < 0) {
      of.add(ToxicLife.of(change));
      of.sort(Comparator.comparing(ToxicLife::from));
    } else if (change.gone() == null) {
      of.set(found, of.get(found).withOn(change));
    } else {
      of.set(found, of.get(found).withGone(change.gone()));
    }
  }

  /**
   * The first life that a record may be of. A name may be used again within its second: whoever put
   * a toxic on knows better than others which it was.
   */
  private static int thatMayBe(List<ToxicLife> of, ToxicChange on) {
    Instant from = ToxicLife.start(on).minus(slack(on));
    for (int i = 0; i < of.size(); i++) {
      ToxicLife life = of.get(i);
      Instant asked = life.best().asked();
      boolean isOther = asked != null && on.asked() != null && !asked.equals(on.asked());
      if (!isOther && !life.isOverBy(from)) {
        return i;
      }
    }
    return -1;
  }

  /** The last life that began before its toxic went; one that is not over, if there is any. */
  private static int begunBy(List<ToxicLife> of, Instant gone) {
    int last = -1;
    int lastOpen = -1;
    for (int i = 0; i < of.size(); i++) {
      if (!of.get(i).from().isAfter(gone)) {
        last = i;
        lastOpen = of.get(i).to() == null ? i : lastOpen;
      }
    }
    return lastOpen < 0 ? last : lastOpen;
  }

  private static Duration slack(ToxicChange change) {
    return isLeased(change) ? SLACK : Duration.ZERO;
  }

  /**
   * What the records say of a toxic that was seen, by time.
   *
   * @param on that it is on, as seen
   * @param to when it was seen gone; null if it is on
   */
  public List<ToxicLife> of(ToxicChange on, @Nullable Instant to) {
    Instant from = on.at().minus(slack(on));
    return lives.getOrDefault(Key.of(on), List.of()).stream()
        .filter(life -> !life.isOverBy(from))
        .filter(life -> to == null || !life.from().isAfter(to.plus(slack(on))))
        .toList();
  }

  /** Those of a proxy, by time. */
  List<ToxicLife> of(String proxy) {
    return all()
        .filter(life -> life.best().proxy().equals(proxy))
        .sorted(Comparator.comparing(ToxicLife::from))
        .toList();
  }

  /**
   * Whether a proxy may only have been down to free a toxic of Spanline's that would not go: while
   * that was on or just after, and for no longer than a removal takes.
   */
  boolean isOfARemoval(ToxicLife down) {
    Instant to = down.to();
    return to != null
        && (isOfARemoval(down.best(), to)
            || freed(down.best()).anyMatch(life -> !life.isOverBy(to.minus(SLACK))));
  }

  /**
   * The same of one that was seen.
   *
   * @param on that it is on, as seen
   * @param to when it was seen gone; now if it is on
   */
  public boolean isOfARemoval(ToxicChange on, Instant to) {
    return !to.isAfter(on.at().plus(LONGEST_REMOVAL)) && freed(on).findAny().isPresent();
  }

  /** Those of Spanline's that were on, or just gone, as others switched their proxy off. */
  private Stream<ToxicLife> freed(ToxicChange down) {
    boolean others = down.type().equals(Toxics.DOWN) && !isLeased(down);
    return !others
        ? Stream.empty()
        : all()
            .filter(life -> life.best().proxy().equals(down.proxy()) && isLeased(life.best()))
            .filter(life -> !life.from().isAfter(down.at()))
            .filter(life -> !life.isOverBy(down.at().minus(SLACK)));
  }

  /** Whether the topic has a record, even if others contradict it. */
  public boolean have(ToxicChange change) {
    return records.contains(change);
  }

  /** Those of which no record says that they are gone. */
  public List<ToxicLife> open() {
    return all().filter(life -> life.to() == null).toList();
  }

  private Stream<ToxicLife> all() {
    return lives.values().stream().flatMap(List::stream);
  }

  /** The toxics that were on in a range, by time. */
  public List<Toxics.Toxic> during(TimeRange range) {
    return all()
        .filter(life -> life.overlaps(range))
        .map(ToxicLife::inManifest)
        .sorted(BY_TIME)
        .toList();
  }

  /** These with further records. */
  public ToxicLives with(List<ToxicChange> changes) {
    ToxicLives more = new ToxicLives();
    lives.forEach((key, of) -> more.lives.put(key, new ArrayList<>(of)));
    more.records.addAll(records);
    changes.forEach(more::add);
    return more;
  }

  /**
   * Forgets what was over a day ago and, of a topic that holds very much, more.
   *
   * @return until when what was on is not known for that; null if nothing had to be forgotten
   */
  public @Nullable Instant forget(Instant now) {
    removeOverBy(now.minus(REMEMBERED));
    List<Instant> ends = all().map(ToxicLife::to).filter(Objects::nonNull).sorted().toList();
    if (ends.size() <= MOST_OVER) {
      return null;
    }
    // Half of them, so that it is not done for each.
    Instant until = ends.get(ends.size() - MOST_OVER / 2);
    removeOverBy(until);
    return until;
  }

  private void removeOverBy(Instant time) {
    lives.values().forEach(of -> of.removeIf(life -> life.isOverBy(time)));
    lives.values().removeIf(List::isEmpty);
    records.removeIf(change -> change.at().isBefore(time));
  }
}
