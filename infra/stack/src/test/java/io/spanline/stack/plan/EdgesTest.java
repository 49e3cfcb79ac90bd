package io.spanline.stack.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.stack.plan.Edges.Edge;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EdgesTest {
  private static final Checkout CHECKOUT = new Checkout(Path.of("../.."));

  @Test
  void readsTheOneListOfEdges() throws Exception {
    Edges edges = Edges.of(CHECKOUT);

    assertThat(edges.proxies()).containsExactly("a-to-b", "b-to-c", "a-to-c");
    assertThat(edges.from("service-a"))
        .extracting(Edge::to)
        .containsExactly("service-b", "service-c");
  }

  @Test
  void makesAProxyOfEachEdge() throws Exception {
    Settings settings = Settings.of(Map.of("SPANLINE_PORT_PROXY_B_TO_C", "1234"));

    JsonNode config = new ObjectMapper().readTree(Edges.of(CHECKOUT).toxiproxyConfig(settings));

    assertThat(config).hasSize(3);
    assertThat(config.get(1).toString())
        .isEqualTo(
            "{\"name\":\"b-to-c\",\"listen\":\"127.0.0.1:1234\","
                + "\"upstream\":\"127.0.0.1:18083\",\"enabled\":true}");
  }

  @Test
  void leavesOutAnEdgeWhoseEndDoesNotRun() throws Exception {
    Edges edges = Edges.of(CHECKOUT);

    assertThat(edges.among(Set.of("service-b", "service-c")).proxies()).containsExactly("b-to-c");
    assertThat(edges.among(Set.of("service-a", "kafka")).toxiproxyConfig(Settings.of(Map.of())))
        .isEqualToIgnoringWhitespace("[]");
  }

  @Test
  void refusesAnEndThatIsNoService() {
    assertThatThrownBy(() -> new Edge("service-a", "database"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("database");
  }
}
