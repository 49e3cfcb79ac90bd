package io.spanline.experiments.edge;

import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.model.Address;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the proxy that a call went through, by the address that its span names. */
final class Proxies {
  private static final Pattern EVERYWHERE = Pattern.compile("|0\\.0\\.0\\.0|::");
  private static final Pattern NUMBERS = Pattern.compile("[0-9.]+|.*:.*");

  private Proxies() {}

  /** Those of some proxies that listen at an address: several if nothing tells which. */
  static List<Proxy> at(Address called, List<Proxy> proxies) {
    List<Proxy> possible = proxies.stream().filter(proxy -> takes(proxy, called)).toList();
    List<Proxy> exact =
        possible.stream()
            .filter(proxy -> listen(proxy).filter(each -> isSameHost(each, called)).isPresent())
            .toList();
    return exact.isEmpty() ? possible : exact;
  }

  /** Whether it is the callee's own address: its, or its port by another name of its host. */
  static boolean isBehind(Proxy proxy, Address called) {
    Optional<Address> upstream = Address.of(proxy.upstream());
    boolean listensThere = listen(proxy).filter(each -> each.port() == called.port()).isPresent();
    return upstream.equals(Optional.of(called))
        || (!listensThere && upstream.filter(each -> each.port() == called.port()).isPresent());
  }

  private static boolean takes(Proxy proxy, Address called) {
    return !isBehind(proxy, called)
        && listen(proxy)
            .filter(listen -> listen.port() == called.port())
            .filter(listen -> isEverywhere(listen) || !areOtherNumbers(listen, called))
            .isPresent();
  }

  /** A name may stand for any address; numbers only for themselves. */
  private static boolean areOtherNumbers(Address one, Address other) {
    return NUMBERS.matcher(one.host()).matches()
        && NUMBERS.matcher(other.host()).matches()
        && !isSameHost(one, other);
  }

  private static boolean isSameHost(Address one, Address other) {
    return one.host().equals(other.host())
        || (Address.isLoopback(one.host()) && Address.isLoopback(other.host()));
  }

  private static boolean isEverywhere(Address listen) {
    return EVERYWHERE.matcher(listen.host()).matches();
  }

  private static Optional<Address> listen(Proxy proxy) {
    return Address.of(proxy.listen());
  }
}
