package io.spanline.experiments.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.experiments.edge.ObservedCalls.Way;
import io.spanline.model.Address;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProposedProxyTest {
  private static final Address HERE = new Address("127.0.0.1", 8474);

  private final Map<Way, Long> calls = new HashMap<>();

  @Test
  void callsWhereTheCallerCallsNow() {
    call("eu/checkout", "stock", "127.0.0.1:8002");

    assertThat(proposed(HERE))
        .containsExactly(
            new ProposedProxy(
                way("eu/checkout", "stock", "127.0.0.1:8002"),
                "eu-checkout-to-stock",
                new Address("127.0.0.1", 28002),
                new Address("127.0.0.1", 28002)));
  }

  @Test
  void listensForOtherMachinesIfToxiproxyIsOnAnother() {
    call("checkout", "postgresql:shop", "db:5432");

    assertThat(proposed(new Address("toxi", 8474)))
        .singleElement()
        .satisfies(
            proxy -> {
              assertThat(proxy.name()).isEqualTo("checkout-to-postgresql-shop");
              assertThat(proxy.listen()).hasToString("0.0.0.0:25432");
              assertThat(proxy.callAt()).hasToString("toxi:25432");
              assertThat(proxy.upstream()).hasToString("db:5432");
            });
  }

  @Test
  void noTwoShareANameOrAPort() {
    call("a", "b/c", "127.0.0.1:8002");
    call("a", "b:c", "127.0.0.1:8002");
    call("a", "d", "127.0.0.1:50051");
    call("a", "e", "127.0.0.1:30051");

    List<ProposedProxy> proposed = proposed(HERE, proxy("a-to-d", "127.0.0.1:28002"));

    assertThat(proposed)
        .extracting(ProposedProxy::name)
        .containsExactly("a-to-b-c", "a-to-b-c-2", "a-to-d-2", "a-to-e");
    assertThat(proposed)
        .extracting(each -> each.listen().port())
        .containsExactly(28001, 28000, 30050, 50050);
  }

  @Test
  void noneForAnEdgeWithAProxyOrWithoutAnAddressOrThatCallsWhereTwoListen() {
    call("a", "b", "127.0.0.1:8202");
    call("a", "b", "127.0.0.1:8002");
    calls.put(new Way("a", "c", null), 1L);
    call("a", "d", "gateway:80");

    assertThat(
            proposed(
                HERE,
                proxy("b", "127.0.0.1:8202"),
                proxy("one", "10.0.0.1:80"),
                proxy("two", "10.0.0.2:80")))
        .isEmpty();
  }

  private List<ProposedProxy> proposed(Address api, Proxy... proxies) {
    return ProposedProxy.of(
        ProxiedEdges.of(List.of(proxies), List.of(), new ObservedCalls(Instant.EPOCH, calls, 0)),
        api);
  }

  private void call(String from, String to, String address) {
    calls.put(way(from, to, address), 1L);
  }

  private static Way way(String from, String to, String address) {
    return new Way(from, to, Address.of(address).orElseThrow());
  }

  private static Proxy proxy(String name, String listen) {
    return new Proxy(name, listen, "127.0.0.1:1", true, List.of());
  }
}
