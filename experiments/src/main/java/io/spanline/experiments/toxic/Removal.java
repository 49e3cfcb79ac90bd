package io.spanline.experiments.toxic;

import io.spanline.clients.Toxiproxy;
import io.spanline.experiments.toxic.Ladder.End;
import io.spanline.experiments.toxic.Notes.Note;
import io.spanline.topic.ToxicChange;
import io.spanline.topic.ToxicChange.By;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes toxics of Spanline's off their proxies, verified and written to the journal. */
public final class Removal {
  private final Toxiproxy toxiproxy;
  private final Rescue rescue;
  private final Journal journal;
  private final Clock clock;
  private final Notes notes;

  public Removal(Toxiproxy toxiproxy, Rescue rescue, Journal journal, Clock clock) {
    this.toxiproxy = toxiproxy;
    this.rescue = rescue;
    this.journal = journal;
    this.clock = clock;
    this.notes = new Notes(rescue.notes(), toxiproxy.address());
  }

  /**
   * Returns once the proxy does not show the toxic any more, and accepts connections if it did
   * before: within 10 s, and then the journal is told. Whoever is killed meanwhile leaves a note,
   * by which the next removal tells it.
   *
   * @return false if somebody else had taken it off already, who tells the journal
   * @throws NotRemovedException if that could not be reached
   */
  public boolean remove(LeasedToxic leased, By by) {
    ToxicChange gone = takeOff(leased, by);
    if (gone != null) {
      tell(gone);
    }
    return gone != null;
  }

  /**
   * Like {@link #remove}, but leaves the journal to {@link #tell}.
   *
   * @return what to tell; null if somebody else had taken it off already
   */
  @Nullable ToxicChange takeOff(LeasedToxic leased, By by) {
    End end = new Ladder(toxiproxy, rescue, notes, leased).climb(by);
    if (end == End.WAS_OFF) {
      endNote(leased.proxy(), leased.toxic().name());
      return null;
    }
    return leased.gone(clock.instant(), end == End.RESTARTED ? By.RESTART : by);
  }

  void tell(ToxicChange gone) {
    journal.write(gone);
    endNote(gone.proxy(), gone.toxic());
  }

  private void endNote(String proxy, String toxic) {
    try {
      notes.end(proxy, toxic);
    } catch (IOException e) {
      say("toxic %s on proxy %s: its note could not be removed: %s".formatted(toxic, proxy, e));
    }
  }

  /**
   * Ends removals that somebody was killed in, who may have left a proxy disabled; one that cannot
   * be ended takes 10 s and keeps no other from its end.
   *
   * @return for each proxy with such a one, lines that say what may be left and what to type
   */
  public SortedMap<String, List<String>> finishAbandoned() {
    SortedMap<String, List<String>> left = new TreeMap<>();
    for (Note each : notes.abandoned()) {
      each.leased()
          .ifPresent(
              leased -> {
                try {
                  finish(leased, each.by());
                } catch (NotRemovedException e) {
                  left.computeIfAbsent(each.proxy(), proxy -> new ArrayList<>()).addAll(e.lines());
                }
              });
    }
    return left;
  }

  /**
   * Like {@link #finishAbandoned}, for whoever wants to change one proxy: the others' are said.
   *
   * @throws NotRemovedException if one of this proxy's could not be ended
   */
  void finishAbandonedOf(String proxy) {
    SortedMap<String, List<String>> left = finishAbandoned();
    List<String> own = left.remove(proxy);
    left.values().forEach(lines -> lines.forEach(this::say));
    if (own != null) {
      throw new NotRemovedException(own);
    }
  }

  private void finish(LeasedToxic leased, @Nullable By by) {
    say(
        "ending the removal of toxic %s from proxy %s that was cut short"
            .formatted(leased.toxic().name(), leased.proxy()));
    if (by == null) {
      undo(leased);
    } else {
      boolean unused = remove(leased, by);
    }
  }

  /**
   * Toxics whose removal has begun and is not known to have ended: what keeps a proxy that does not
   * answer is among them.
   */
  public List<LeasedToxic> begun() {
    return notes.begun().stream().flatMap(note -> note.leased().stream()).toList();
  }

  /** Takes off what an addition may have left; no word to the journal, which knows of none. */
  void undo(LeasedToxic added) {
    End unused = new Ladder(toxiproxy, rescue, notes, added).climb(null);
    endNote(added.proxy(), added.toxic().name());
  }

  /** Whether somebody has begun to take this toxic off, and tells the journal of its end. */
  public boolean hasBegun(LeasedToxic leased) {
    return notes.has(leased);
  }

  /** Whether a removal that has begun is to leave this proxy accepting connections. */
  public boolean isToEnable(String proxy) {
    return notes.saysEnabled(proxy);
  }

  private void say(String step) {
    rescue.steps().accept(step);
  }
}
