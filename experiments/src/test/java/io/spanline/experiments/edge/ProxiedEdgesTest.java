package io.spanline.experiments.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.clients.ClientException;
import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.experiments.edge.ObservedCalls.Way;
import io.spanline.model.Address;
import io.spanline.model.Span;
import io.spanline.model.SpanKind;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.Traces;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProxiedEdgesTest {
  private static final Proxy TILL = proxy("till", "127.0.0.1:8202", "127.0.0.1:8002");
  private static final Proxy ONE = proxy("one", "10.0.0.1:80", "b:8080");
  private static final Proxy TWO = proxy("two", "10.0.0.2:80", "c:8080");

  private final List<Trace> traces = new ArrayList<>();
  private final List<ProxiedEdge> listed = new ArrayList<>();

  @Test
  void joinsTheProxyOfThePortThatIsCalledWithTheServiceThatAnswers() {
    call("checkout", "eu/stock", "127.0.0.1:8202");
    call("checkout", "eu/stock", "localhost:8202");
    call("checkout", "eu/stock", "127.0.0.1:8002");

    ProxiedEdges edges = edges(TILL);

    assertThat(edges.through()).isEqualTo(Map.of(edge("checkout", "eu/stock", "till"), 2L));
    assertThat(edges.past()).isEqualTo(Map.of(way("checkout", "eu/stock", "127.0.0.1:8002"), 1L));
    assertThat(edges.byArgument("checkout->eu/stock", "./spanline edges"))
        .isEqualTo(edges.byArgument("till", "./spanline edges"));
  }

  @Test
  void aCallWithoutAnAnswerGoesToWhomItsSpanNames() {
    add(exit("checkout", "127.0.0.1:8202").with("peer.service", "stock").span());

    assertThat(edges(TILL).through()).containsOnlyKeys(edge("checkout", "stock", "till"));
  }

  @Test
  void aMessageGoesThroughTheProxyOfItsBroker() {
    add(
        at(Spans.of("orders", SpanKind.PRODUCER).withId("sent"), "127.0.0.1:19092")
            .with("messaging.system", "kafka")
            .with("messaging.destination.name", "orders")
            .span(),
        Spans.of("billing", SpanKind.CONSUMER).under("sent").span());

    ProxiedEdges edges = edges(proxy("broker", "127.0.0.1:19092", "127.0.0.1:9092"));

    assertThat(edges.through()).isEqualTo(Map.of(edge("orders", "kafka:orders", "broker"), 1L));
    assertThat(edges.past()).isEqualTo(Map.of(new Way("orders", "billing", null), 1L));
  }

  @Test
  void theHostTellsProxiesOfOnePortApart() {
    call("a", "b", "10.0.0.1:80");
    call("a", "c", "10.0.0.2:80");
    call("a", "d", "gateway:80");
    call("a", "e", "10.0.0.3:80");

    ProxiedEdges edges = edges(ONE, TWO);

    assertThat(edges.through()).containsOnlyKeys(edge("a", "b", "one"), edge("a", "c", "two"));
    assertThat(edges.past())
        .containsOnlyKeys(way("a", "d", "gateway:80"), way("a", "e", "10.0.0.3:80"));
  }

  @Test
  void aCallToTheCalleeItselfIsNotThroughAProxyOfTheSamePort() {
    call("a", "stock", "stock:8080");
    call("b", "stock", "toxiproxy:8080");

    assertThat(edges(proxy("shelf", "[::]:8080", "stock:8080")).through())
        .containsOnlyKeys(edge("b", "stock", "shelf"));
  }

  @Test
  void aProxyMayServeSeveralEdgesAndAnEdgeHaveSeveralProxies() {
    call("checkout", "stock", "127.0.0.1:8202");
    call("cart", "stock", "127.0.0.1:8202");
    call("cart", "stock", "127.0.0.1:8302");

    ProxiedEdges edges = edges(TILL, proxy("side", "127.0.0.1:8302", "127.0.0.1:8002"));

    assertThat(edges.byArgument("till", "./spanline edges"))
        .hasToString("till (cart->stock, checkout->stock)")
        .isEqualTo(edges.byArgument("checkout->stock", "./spanline edges"));
    assertRefused(
        edges,
        "cart->stock",
        "edge 'cart->stock' goes through the proxies side, till: name one of them");
  }

  @Test
  void whatTheUserListsComesBeforeSpans() {
    listed.add(edge("checkout", "stock", "till"));
    listed.add(edge("quiet", "stock", "till"));
    listed.add(edge("checkout", "stock", "elsewhere"));
    call("checkout", "stock", "a-published-port:39999");
    call("checkout", "stock", null);
    call("checkout", "stock", "the-callee-itself:8002");
    call("cart", "stock", null);

    ProxiedEdges edges = edges(TILL);

    assertThat(edges.through())
        .isEqualTo(
            Map.of(edge("checkout", "stock", "till"), 2L, edge("quiet", "stock", "till"), 0L));
    assertThat(edges.past())
        .containsOnlyKeys(
            way("checkout", "stock", "the-callee-itself:8002"), new Way("cart", "stock", null));
  }

  @Test
  void whatTheUserListsTellsProxiesOfOnePortApart() {
    listed.add(edge("a", "b", "one"));
    call("a", "b", "gateway:80");

    assertThat(edges(ONE, TWO).through()).isEqualTo(Map.of(edge("a", "b", "one"), 1L));
  }

  @Test
  void anUnknownEdgeIsAnsweredWithThoseThereAre() {
    call("checkout", "stock", "127.0.0.1:8202");
    call("stock", "postgresql:shop", "db:5432");
    ProxiedEdges edges = edges(TILL, proxy("idle", "127.0.0.1:8302", "127.0.0.1:8003"));

    assertThat(edges.byArgument("idle", "./spanline edges"))
        .isEqualTo(new Target("idle", List.of()));
    assertRefused(edges, "stok", "unknown edge 'stok'; there are: idle, till (checkout->stock)");
    assertRefused(
        edges,
        "checkout-",
        "'checkout-' is what a shell leaves of an edge: quote the edge, or write till");
    assertRefused(
        edges,
        "stock->postgresql:shop",
        "edge 'stock->postgresql:shop' goes through no proxy; `./spanline edges` says how to make"
            + " one");
    assertRefused(
        edges(),
        "till",
        "unknown edge 'till'; Toxiproxy has no proxy, `./spanline edges` says how to make one");
  }

  private static void assertRefused(ProxiedEdges edges, String word, String message) {
    assertThatThrownBy(() -> edges.byArgument(word, "./spanline edges"))
        .isInstanceOfSatisfying(
            ClientException.class,
            e -> assertThat(e.reason()).isEqualTo(ClientException.Reason.UNUSABLE))
        .hasMessage(message);
  }

  private ProxiedEdges edges(Proxy... proxies) {
    return ProxiedEdges.of(List.of(proxies), listed, ObservedCalls.of(Instant.EPOCH, traces));
  }

  /** An answered call whose CLIENT span names the address that it called, or none. */
  private void call(String from, String to, @Nullable String address) {
    String name = to.replaceFirst(".*/", "");
    Spans entry = Spans.entry(name).under("call");
    if (!name.equals(to)) {
      entry.withResource("service.namespace", to.replaceFirst("/.*", ""));
    }
    add(exit(from, address).span(), entry.span());
  }

  private void add(Span... spans) {
    traces.add(Traces.complete(List.of(spans)));
  }

  private static Spans exit(String service, @Nullable String address) {
    return at(Spans.exit(service).withId("call"), address);
  }

  private static Spans at(Spans span, @Nullable String address) {
    if (address == null) {
      return span;
    }
    Address called = Address.of(address).orElseThrow();
    return span.with("server.address", called.host())
        .with("server.port", String.valueOf(called.port()));
  }

  private static ProxiedEdge edge(String from, String to, String proxy) {
    return new ProxiedEdge(from, to, proxy);
  }

  private static Way way(String from, String to, String address) {
    return new Way(from, to, Address.of(address).orElseThrow());
  }

  private static Proxy proxy(String name, String listen, String upstream) {
    return new Proxy(name, listen, upstream, true, List.of());
  }
}
