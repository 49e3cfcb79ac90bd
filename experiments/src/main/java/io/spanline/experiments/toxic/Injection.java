package io.spanline.experiments.toxic;

import io.spanline.clients.ClientException;
import io.spanline.clients.Toxiproxy;
import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.topic.ToxicChange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Puts toxics on proxies, each with a lease, verified and written to the journal. */
public final class Injection {
  private final Toxiproxy toxiproxy;
  private final Journal journal;
  private final Removal removal;
  private final Clock clock;

  public Injection(Toxiproxy toxiproxy, Journal journal, Removal removal, Clock clock) {
    this.toxiproxy = toxiproxy;
    this.journal = journal;
    this.removal = removal;
    this.clock = clock;
  }

  /**
   * Where, for whom and for how long.
   *
   * @param edge such as {@code service-b->service-c}, for the journal; null if it is not known
   * @param owner as {@link Lease} says; not {@link ToxicChange#FOREIGN}
   * @param length 1 s to {@link Lease#LONGEST}
   */
  public record Order(String proxy, @Nullable String edge, String owner, Duration length) {
    public Order {
      Lease.checkOwner(owner);
      if (owner.equals(ToxicChange.FOREIGN)) {
        throw new IllegalArgumentException(
            "owner '%s' means whoever is not Spanline; take another".formatted(owner));
      }
      Lease.checkLength(length);
    }
  }

  /**
   * Returns once the proxy shows the toxic; nothing is left on it otherwise.
   *
   * @throws ClientException if the journal is not ready, the proxy is down, or Toxiproxy refuses or
   *     does not answer
   * @throws NotRemovedException if it failed and what it had done could not be undone
   */
  public LeasedToxic add(Order order, Fault fault) {
    journal.mustBeReady();
    removal.finishAbandonedOf(order.proxy());
    Proxy before = toxiproxy.proxy(order.proxy());
    if (!before.enabled()) {
      checkDown(before, fault);
    }
    Instant asked = clock.instant();
    LeasedToxic added = put(order, fault, before, asked);
    journal.write(added.on(order.edge(), asked, clock.instant()));
    return added;
  }

  /** Two of ours may have a proxy down; anything else would do nothing there. */
  private static void checkDown(Proxy down, Fault fault) {
    LeasedToxic mark =
        LeasedToxic.on(down).stream().filter(LeasedToxic::isDown).findFirst().orElse(null);
    if (mark == null) {
      throw ClientException.unusable(
          "proxy %s is down already, and not by a toxic of Spanline's".formatted(down.name()));
    }
    if (fault.kind() != ToxicKind.DOWN) {
      throw ClientException.unusable(
          "proxy %s is down, nothing goes through it: owner %s has it down until %s (%s)"
              .formatted(
                  down.name(), mark.lease().owner(), mark.lease().end(), mark.lease().toxic()));
    }
  }

  private LeasedToxic put(Order order, Fault fault, Proxy before, Instant now) {
    for (int number = 1; ; number++) {
      Lease lease = new Lease(order.owner(), now.plus(order.length()), number);
      LeasedToxic toxic = new LeasedToxic(order.proxy(), fault.toxic(lease), lease);
      if (!before.has(toxic.toxic().name()) && isPut(toxic, fault)) {
        return toxic;
      }
    }
  }

  /** False if the name is somebody else's since the look. */
  private boolean isPut(LeasedToxic wanted, Fault fault) {
    try {
      toxiproxy.add(wanted.proxy(), wanted.toxic());
      if (fault.kind() == ToxicKind.DOWN) {
        toxiproxy.disable(wanted.proxy());
      }
      return true;
    } catch (ClientException e) {
      if (isTaken(wanted)) {
        return false;
      }
      // It may have been put on all the same, or may be yet.
      removal.undo(wanted);
      throw e;
    }
  }

  private boolean isTaken(LeasedToxic wanted) {
    try {
      return toxiproxy.proxy(wanted.proxy()).toxics().stream()
          .anyMatch(
              each -> each.name().equals(wanted.toxic().name()) && !each.fulfils(wanted.toxic()));
    } catch (ClientException e) {
      return false;
    }
  }
}
