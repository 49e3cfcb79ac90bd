package io.spanline.cli.toxics;

import io.spanline.clients.ClientException;
import io.spanline.clients.ClientException.Reason;
import io.spanline.clients.Toxiproxy;
import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.experiments.toxic.LeasedToxic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The proxies of a Toxiproxy, now. While one hangs Toxiproxy lists none, so each whose name is
 * known is asked by itself.
 *
 * @param answered those that answered, by name
 * @param hanging names of those that did not, though Toxiproxy does
 * @param unknown words about one that hangs and whose name is not known; else none
 */
record ProxiesNow(
    SortedMap<String, Proxy> answered, SortedSet<String> hanging, List<String> unknown) {
  ProxiesNow {
    answered = Collections.unmodifiableSortedMap(new TreeMap<>(answered));
    hanging = Collections.unmodifiableSortedSet(new TreeSet<>(hanging));
    unknown = List.copyOf(unknown);
  }

  /**
   * Asks Toxiproxy.
   *
   * @param names proxies that it may have
   * @throws ClientException if it does not answer at all
   */
  static ProxiesNow of(Toxiproxy toxiproxy, Collection<String> names) {
    try {
      return new ProxiesNow(toxiproxy.proxies(), new TreeSet<>(), List.of());
    } catch (ClientException e) {
      if (e.reason() != Reason.SILENT || !toxiproxy.answers()) {
        throw e;
      }
    }
    return oneByOne(toxiproxy, new TreeSet<>(names));
  }

  private static ProxiesNow oneByOne(Toxiproxy toxiproxy, SortedSet<String> names) {
    SortedMap<String, Proxy> answered = new TreeMap<>();
    SortedSet<String> hanging = new TreeSet<>();
    for (String name : names) {
      try {
        answered.put(name, toxiproxy.proxy(name));
      } catch (ClientException e) {
        if (e.reason() == Reason.SILENT) {
          hanging.add(name);
        }
      }
    }
    List<String> unknown = new ArrayList<>();
    if (hanging.isEmpty()) {
      unknown.add(
          "a proxy of the Toxiproxy at %s hangs, and its name is not known"
              .formatted(toxiproxy.address()));
    }
    return new ProxiesNow(answered, hanging, unknown);
  }

  /** Toxics of ours on those that answered. */
  List<LeasedToxic> leased() {
    return LeasedToxic.on(answered.values()).toList();
  }

  /** What hangs, in words; none if nothing does. */
  List<String> troubles() {
    List<String> troubles = new ArrayList<>(unknown);
    hanging.forEach(name -> troubles.add("proxy %s hangs".formatted(name)));
    return troubles;
  }
}
