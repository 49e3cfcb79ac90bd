package io.spanline.stack.run;

import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.experiments.toxic.Lease;
import io.spanline.experiments.toxic.LeasedToxic;
import io.spanline.stack.plan.ToxiproxyConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The proxies of a Toxiproxy as they were last seen: those it was started with, and those made
 * through its API since.
 */
final class KnownProxies {
  private final Map<String, Proxy> known = new TreeMap<>();
  private final Predicate<String> isToBeEnabled;
  private Set<String> configured = Set.of();

  /**
   * No proxies yet.
   *
   * @param isToBeEnabled whether a removal has this proxy disabled, and is to enable it again
   */
  KnownProxies(Predicate<String> isToBeEnabled) {
    this.isToBeEnabled = isToBeEnabled;
  }

  /**
   * Takes a look's result; the first one shows those of the configuration, which are never dropped.
   */
  synchronized void saw(SortedMap<String, Proxy> now) {
    if (known.isEmpty()) {
      configured = Set.copyOf(now.keySet());
    }
    known.keySet().removeIf(name -> !now.containsKey(name) && !configured.contains(name));
    now.values().forEach(this::saw);
  }

  /** Takes another look at one of them. */
  synchronized void saw(Proxy proxy) {
    known.put(
        proxy.name(),
        new Proxy(
            proxy.name(), proxy.listen(), proxy.upstream(), isToBeEnabled(proxy), proxy.toxics()));
  }

  /** Takes note that a toxic is off, before the next look shows it. */
  synchronized void removed(LeasedToxic toxic) {
    known.computeIfPresent(
        toxic.proxy(),
        (name, proxy) ->
            new Proxy(
                name,
                proxy.listen(),
                proxy.upstream(),
                proxy.enabled(),
                proxy.toxics().stream()
                    .filter(each -> !each.name().equals(toxic.toxic().name()))
                    .toList()));
  }

  /**
   * Whether it is to accept connections once no toxic is on it: one that is disabled may be so for
   * the sake of ours alone, which a mark or a removal says.
   */
  private boolean isToBeEnabled(Proxy proxy) {
    Proxy before = known.get(proxy.name());
    return proxy.enabled() || ((before == null || before.enabled()) && isDownForOurs(proxy));
  }

  private boolean isDownForOurs(Proxy proxy) {
    return LeasedToxic.on(proxy).stream().anyMatch(LeasedToxic::isDown)
        || isToBeEnabled.test(proxy.name());
  }

  synchronized Set<String> names() {
    return Set.copyOf(known.keySet());
  }

  synchronized boolean isEmpty() {
    return known.isEmpty();
  }

  /** The toxics of ours. */
  synchronized List<LeasedToxic> leased() {
    return LeasedToxic.on(known.values()).toList();
  }

  /** Words for each toxic of others. */
  synchronized List<String> foreign() {
    List<String> words = new ArrayList<>();
    for (Proxy proxy : known.values()) {
      proxy.toxics().stream()
          .filter(toxic -> Lease.of(toxic.name()).isEmpty())
          .forEach(toxic -> words.add("%s on proxy %s".formatted(toxic.name(), proxy.name())));
    }
    return words;
  }

  /** A file for Toxiproxy's {@code -config} that makes them again, without toxics. */
  synchronized String config() {
    return ToxiproxyConfig.of(known.values());
  }
}
