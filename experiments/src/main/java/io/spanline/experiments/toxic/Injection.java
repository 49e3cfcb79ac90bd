package io.spanline.experiments.toxic;

import io.spanline.clients.ClientException;
import io.spanline.clients.Toxic;
import io.spanline.clients.Toxiproxy;
import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.topic.ToxicChange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.TreeMap;
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
   * @param length above 0 to {@link Lease#LONGEST}
   */
  public record Order(String proxy, @Nullable String edge, String owner, Duration length) {
    public Order {
      if (length.compareTo(Duration.ofSeconds(1)) < 0 || length.compareTo(Lease.LONGEST) > 0) {
        throw new IllegalArgumentException(
            "a lease lasts 1 s to %d min, was %s".formatted(Lease.LONGEST.toMinutes(), length));
      }
    }
  }

  /**
   * Returns once the proxy shows the toxic; nothing is left on it otherwise.
   *
   * @throws ClientException if the journal is not ready, or Toxiproxy refuses or does not answer
   * @throws NotRemovedException if it failed and what it had done could not be undone
   */
  public LeasedToxic add(Order order, Fault fault) {
    journal.mustBeReady();
    Proxy before = toxiproxy.proxy(order.proxy());
    if (fault.kind() == ToxicKind.DOWN && !before.enabled()) {
      throw ClientException.unusable("proxy %s is down already".formatted(order.proxy()));
    }
    Instant asked = clock.instant();
    Lease lease = free(before, order, asked);
    Toxic toxic = fault.toxic(lease);
    LeasedToxic added = new LeasedToxic(order.proxy(), toxic, lease);
    try {
      toxiproxy.add(order.proxy(), toxic);
      if (fault.kind() == ToxicKind.DOWN) {
        toxiproxy.disable(order.proxy());
      }
    } catch (ClientException e) {
      undo(added);
      throw e;
    }
    journal.write(change(order, fault, lease, asked, clock.instant()));
    return added;
  }

  /** The first lease that no toxic of the proxy has. */
  private static Lease free(Proxy proxy, Order order, Instant now) {
    int number = 1;
    Lease lease;
    do {
      lease = new Lease(order.owner(), now.plus(order.length()), number++);
    } while (proxy.has(lease.toxic()));
    return lease;
  }

  /** It may have been put on all the same. */
  private void undo(LeasedToxic added) {
    removal.undo(added);
  }

  private static ToxicChange change(
      Order order, Fault fault, Lease lease, Instant asked, Instant confirmed) {
    boolean down = fault.kind() == ToxicKind.DOWN;
    return new ToxicChange(
        order.proxy(),
        lease.toxic(),
        fault.kind().word(),
        down ? null : fault.stream().name().toLowerCase(Locale.ROOT),
        fault.toxicity(),
        new TreeMap<>(fault.attributes()),
        order.edge(),
        lease.owner(),
        asked,
        confirmed,
        null,
        null);
  }
}
