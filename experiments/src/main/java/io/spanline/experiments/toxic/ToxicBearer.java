package io.spanline.experiments.toxic;

import io.spanline.clients.ClientException;
import io.spanline.clients.ClientException.Reason;
import io.spanline.clients.Toxiproxy;
import io.spanline.clients.Toxiproxy.Proxy;
import java.util.List;

/** The proxy of a toxic that is taken off: what it shows, and how it is enabled. */
final class ToxicBearer {
  private final String name;
  private final String toxic;
  private final Rescue rescue;

  /** What a proxy that was deleted shows: no toxic, and nothing to enable. */
  private final Proxy absent;

  ToxicBearer(LeasedToxic leased, Rescue rescue) {
    this.name = leased.proxy();
    this.toxic = leased.toxic().name();
    this.rescue = rescue;
    this.absent = new Proxy(name, "", "", true, List.of());
  }

  /** The proxy; one without toxics if Toxiproxy says that there is none. */
  Proxy shown(Toxiproxy bounded) {
    try {
      return bounded.proxy(name);
    } catch (ClientException e) {
      if (e.reason() == Reason.ABSENT) {
        return absent;
      }
      throw e;
    }
  }

  boolean isAbsent(Proxy shown) {
    return shown.equals(absent);
  }

  /** Also if two who had it down end at the same moment, and each left it to the other. */
  void enableIfNobodyHasItDown(Toxiproxy bounded) {
    Proxy now = shown(bounded);
    if (!now.enabled() && !isDownForAnother(now)) {
      enable(bounded);
    }
  }

  /** Gives up at once if it is refused, as for a port that is taken: a new start would not help. */
  private void enable(Toxiproxy bounded) {
    try {
      bounded.enable(name);
    } catch (ClientException e) {
      if (e.reason() != Reason.REFUSED) {
        throw e;
      }
      throw new NotRemovedException(
          List.of(
              "proxy %s stays down, it cannot be enabled (%s); once that is solved, type: %s"
                  .formatted(name, e.getMessage(), rescue.again().formatted(name))));
    }
    if (isDownForAnother(shown(bounded))) {
      // Somebody's lease of it began meanwhile.
      bounded.disable(name);
    }
  }

  private boolean isDownForAnother(Proxy now) {
    return LeasedToxic.on(now).stream()
        .anyMatch(other -> other.isDown() && !other.toxic().name().equals(toxic));
  }
}
