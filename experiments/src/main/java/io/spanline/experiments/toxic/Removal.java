package io.spanline.experiments.toxic;

import io.spanline.clients.ClientException;
import io.spanline.clients.Toxiproxy;
import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.topic.ToxicChange;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** Takes toxics of Spanline's off their proxies, verified and written to the journal. */
public final class Removal {
  private final Toxiproxy toxiproxy;
  private final Journal journal;
  private final Clock clock;
  private final Consumer<String> steps;

  /**
   * A removal.
   *
   * @param steps takes a line of words for each step beyond the first
   */
  public Removal(Toxiproxy toxiproxy, Journal journal, Clock clock, Consumer<String> steps) {
    this.toxiproxy = toxiproxy;
    this.journal = journal;
    this.clock = clock;
    this.steps = steps;
  }

  /**
   * Returns once the proxy does not show the toxic any more, and accepts connections if it did
   * before the toxic.
   *
   * @throws NotRemovedException if that could not be reached
   */
  public void remove(LeasedToxic leased, ToxicChange.By by) {
    try {
      Proxy proxy = toxiproxy.proxy(leased.proxy());
      if (leased.isDown() && !proxy.enabled() && !isDownForAnother(proxy, leased)) {
        toxiproxy.enable(leased.proxy());
      }
      if (proxy.has(leased.lease().toxic())) {
        toxiproxy.remove(leased.proxy(), leased.toxic());
      }
    } catch (ClientException e) {
      steps.accept(String.valueOf(e.getMessage()));
      throw new NotRemovedException(
          List.of(
              "toxic %s may still be on proxy %s: %s"
                  .formatted(leased.lease().toxic(), leased.proxy(), e.getMessage())));
    }
    journal.write(leased.gone(clock.instant(), by));
  }

  private static boolean isDownForAnother(Proxy proxy, LeasedToxic leased) {
    return LeasedToxic.on(proxy).stream()
        .anyMatch(other -> other.isDown() && !other.lease().toxic().equals(leased.lease().toxic()));
  }

  /** Takes off what an addition may have left; no word to the journal, which knows of none. */
  void undo(LeasedToxic added) {
    new Removal(toxiproxy, Journal.NONE, clock, steps).remove(added, ToxicChange.By.OWNER);
  }
}
