package io.spanline.experiments.toxic;

import io.spanline.clients.Toxiproxy;
import io.spanline.experiments.toxic.Ladder.End;
import io.spanline.topic.ToxicChange.By;
import java.time.Clock;

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
   * Returns within 10 s, once the proxy does not show the toxic any more, and accepts connections
   * if it did before.
   *
   * @return false if somebody else had taken it off already, who told the journal
   * @throws NotRemovedException if that could not be reached
   */
  public boolean remove(LeasedToxic leased, By by) {
    End end = new Ladder(toxiproxy, rescue, notes, leased).climb();
    if (end != End.WAS_OFF) {
      journal.write(leased.gone(clock.instant(), end == End.RESTARTED ? By.RESTART : by));
    }
    return end != End.WAS_OFF;
  }

  /**
   * Ends removals that somebody was killed in, who may have left a proxy disabled.
   *
   * @throws NotRemovedException if one could not be ended
   */
  public void finishAbandoned() {
    for (LeasedToxic each : notes.abandoned()) {
      rescue
          .steps()
          .accept(
              "ending the removal of toxic %s from proxy %s that was cut short"
                  .formatted(each.toxic().name(), each.proxy()));
      boolean unused = remove(each, By.OWNER);
    }
  }

  /** Takes off what an addition may have left; no word to the journal, which knows of none. */
  void undo(LeasedToxic added) {
    End unused = new Ladder(toxiproxy, rescue, notes, added).climb();
  }
}
