package io.spanline.stack.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spanline.model.Address;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.stack.StackRefusal;
import io.spanline.stack.plan.Edges.Edge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EdgesTest {
  private static final Checkout CHECKOUT = new Checkout(Path.of("../.."));
  private static final Settings SETTINGS = Settings.of(Map.of());
  private static final String OWN =
      "  - {from: eu/checkout, to: stock, proxy: till, listen: 127.0.0.1:8202, upstream: stock:8002}\n";

  @TempDir private Path folder;

  @Test
  void readsTheOneListOfEdges() throws Exception {
    Edges edges = Edges.of(CHECKOUT);

    assertThat(edges.proxies(SETTINGS)).containsExactly("a-to-b", "b-to-c", "a-to-c");
    assertThat(edges.edges()).extracting(Edge::from).contains("service-a", "service-b");
  }

  @Test
  void theShopsProxiesListenAtTheirSettings() throws Exception {
    Settings settings = Settings.of(Map.of("SPANLINE_PORT_PROXY_B_TO_C", "1234"));

    JsonNode config = new ObjectMapper().readTree(Edges.of(CHECKOUT).toxiproxyConfig(settings));

    assertThat(config).hasSize(3);
    assertThat(config.get(1).toString())
        .isEqualTo(
            "{\"name\":\"b-to-c\",\"listen\":\"127.0.0.1:1234\","
                + "\"upstream\":\"127.0.0.1:18083\",\"enabled\":true}");
    assertThat(Edges.of(CHECKOUT).address(ShopCall.B_TO_C, settings)).isEqualTo("127.0.0.1:1234");
  }

  @Test
  void leavesOutAnEdgeOfTheShopWhoseEndDoesNotRun() throws Exception {
    Edges edges = Edges.of(CHECKOUT);

    assertThat(edges.among(Set.of("service-b", "service-c")).proxies(SETTINGS))
        .containsExactly("b-to-c");
    assertThat(edges.among(Set.of("service-a", "kafka")).toxiproxyConfig(SETTINGS))
        .isEqualToIgnoringWhitespace("[]");
  }

  @Test
  void makesTheProxyOfOtherServicesWhetherTheShopRunsOrNot() throws Exception {
    Edges edges = edges("edges:\n" + OWN).among(Set.of());

    assertThat(new ObjectMapper().readTree(edges.toxiproxyConfig(SETTINGS)).get(0).toString())
        .isEqualTo(
            "{\"name\":\"till\",\"listen\":\"127.0.0.1:8202\",\"upstream\":\"stock:8002\","
                + "\"enabled\":true}");
    assertThat(edges.listens()).containsExactly(new Address("127.0.0.1", 8202));
    assertThat(edges.proxyPorts()).isEmpty();
  }

  @Test
  void aProxyOfSeveralEdgesIsMadeOnce() throws Exception {
    Edges edges = edges("edges:\n" + OWN + "  - {from: cart, to: stock, proxy: till}\n");

    assertThat(edges.edges()).hasSize(2);
    assertThat(edges.proxies(SETTINGS)).containsExactly("till");
  }

  @Test
  void aProxyWithoutAddressesIsMadeElsewhere() throws Exception {
    Edges edges = edges("edges:\n  - {from: checkout, to: stock, proxy: till}\n");

    assertThat(edges.proxies(SETTINGS)).isEmpty();
  }

  @Test
  void theShopCallsWhatTheFileSays() throws Exception {
    Edges edges =
        edges(
            "edges:\n  - {from: service-a, to: service-b}\n"
                + "  - {from: service-b, to: service-c, proxy: mine, listen: 127.0.0.1:7,"
                + " upstream: 127.0.0.1:18083}\n");

    assertThat(edges.address(ShopCall.A_TO_B, SETTINGS)).isEqualTo("127.0.0.1:18082");
    assertThat(edges.address(ShopCall.B_TO_C, SETTINGS)).isEqualTo("127.0.0.1:7");
    assertThat(edges.address(ShopCall.A_TO_C, SETTINGS)).isEqualTo("127.0.0.1:18083");
    assertThat(edges.proxyPorts()).isEmpty();
  }

  @Test
  void namesEveryWrongFieldWithItsLine() {
    String file =
        """
        edges:
          - {from: a, proxy: x}
          - {from: a, to: b, port: 1, via: x}
          - {from: a, to: [b], proxy: c}
          - from: a
            to: b
            proxy: a->b
            listen: nowhere
            upstream: :80
          - {from: a, to: b, listen: a:1}
          - nothing
        extra: 1
        """;

    assertThatThrownBy(() -> edges(file))
        .isInstanceOfSatisfying(StackRefusal.class, e -> assertThat(e.exitCode()).isEqualTo(2))
        .hasMessage(
            """
            infra/edges.yaml, line 2: to: is missing
            infra/edges.yaml, line 3: port: no such field; known: from, to, proxy, listen, upstream
            infra/edges.yaml, line 3: via: no such field; known: from, to, proxy, listen, upstream
            infra/edges.yaml, line 4: to: must be a text
            infra/edges.yaml, line 7: proxy: must be a name without blank, '/' and '>' that does not end in '-', was 'a->b'
            infra/edges.yaml, line 8: listen: must be host:port, such as 127.0.0.1:8202, was 'nowhere'
            infra/edges.yaml, line 9: upstream: must be host:port, such as 127.0.0.1:8202, was ':80'
            infra/edges.yaml, line 10: proxy: is missing; listen and upstream are a proxy's
            infra/edges.yaml, line 10: upstream: is missing
            infra/edges.yaml, line 11: an edge is written {from: …, to: …, proxy: …}
            infra/edges.yaml, line 12: extra: no such field; known: edges"""
                .strip());
  }

  @Test
  void refusesEntriesThatContradictEachOther() {
    assertRefused(OWN + OWN, "line 3: from, to, proxy: are those of an entry above");
    assertRefused(
        OWN + OWN.replace("eu/checkout", "cart").replace("stock:8002", "stock:8003"),
        "line 3: listen, upstream: proxy till has 127.0.0.1:8202 and stock:8002 above");
    assertRefused(
        OWN + OWN.replace("till", "other"), "line 3: listen: proxy till listens at 127.0.0.1:8202");
  }

  @Test
  void refusesWhatIsNotYamlOrNoListByItsLine() {
    assertRefused("  - {from: a, to: b", "line 2: cannot be read: while parsing a flow mapping");
    assertRefused(
        "  - {from: a, from: b, to: c}", "line 2: cannot be read: Duplicate field 'from'");
    assertRefused("  - &one {from: a, to: b}\n  - *one", "line 3: an edge is written");
    assertThatThrownBy(() -> edges("- a")).hasMessageContaining("line 1: must begin with 'edges:'");
    assertThatThrownBy(() -> edges("")).hasMessageContaining("line 1: must begin with 'edges:'");
    assertThatThrownBy(() -> edges("edges: none")).hasMessageContaining("edges: must be a list");
  }

  private void assertRefused(String entries, String problem) {
    assertThatThrownBy(() -> edges("edges:\n" + entries))
        .isInstanceOf(StackRefusal.class)
        .hasMessageContaining("infra/edges.yaml, " + problem);
  }

  private Edges edges(String file) throws IOException {
    Path path = folder.resolve("infra/edges.yaml");
    Files.createDirectories(path.getParent());
    Files.writeString(path, file);
    return Edges.of(new Checkout(folder));
  }
}
