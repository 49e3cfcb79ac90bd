package io.spanline.cli.edges;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.experiments.edge.ObservedCalls;
import io.spanline.experiments.edge.ObservedCalls.Way;
import io.spanline.model.Address;
import io.spanline.settings.Settings;
import io.spanline.stack.plan.Edges.Edge;
import io.spanline.terminal.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EdgesViewTest {
  private static final Proxy TILL =
      new Proxy("till", "127.0.0.1:8202", "127.0.0.1:8002", true, List.of());

  private final Map<Way, Long> calls = new HashMap<>();
  private final List<Edge> file = new ArrayList<>();
  private long leftOut;

  @Test
  void saysThatNotAllRecordsWereRead() {
    call("checkout", "stock", "127.0.0.1:8202", 101);
    leftOut = 7;

    assertThat(lines(TILL))
        .endsWith(
            "calls of the last 10 min; only the latest records of traces were read, 7 were not");
  }

  @Test
  void showsEachEdgeWithItsProxyAndCalls() {
    call("checkout", "stock", "127.0.0.1:8202", 101);
    call("checkout", "stock", "127.0.0.1:8002", 4);
    file.add(new Edge("service-a", "service-b", "a-to-b", null));

    assertThat(lines(TILL, new Proxy("idle", "127.0.0.1:1", "127.0.0.1:2", false, List.of())))
        .isEqualTo(
            """
            edge                    proxy   calls               at
            checkout->stock          till     101   127.0.0.1:8202
            checkout->stock          none       4   127.0.0.1:8002
            no call seen      idle (down)       0      127.0.0.1:1
            calls of the last 10 min""");
  }

  @Test
  void saysHowToMakeAProxyAndWhatToChangeAtTheCaller() {
    call("checkout", "stock", "127.0.0.1:8002", 4);

    assertThat(lines())
        .endsWith(
            """
            checkout->stock goes through no proxy. Make one, then let checkout call 127.0.0.1:28002 instead of 127.0.0.1:8002:
              curl -s http://127.0.0.1:8474/proxies -d '{"name":"checkout-to-stock","listen":"127.0.0.1:28002","upstream":"127.0.0.1:8002","enabled":true}'""");
  }

  @Test
  void saysWhatIsMissingIfNothingIsKnown() {
    assertThat(lines())
        .startsWith("no edge is known: Toxiproxy at 127.0.0.1:8474 has no proxy, and no call")
        .contains("./spanline traffic");
  }

  @Test
  void saysWhatOnlyTheFileCanTell() {
    call("a", "d", "gateway:80", 1);
    call("a", "c", null, 1);
    file.add(new Edge("a", "b", "away", null));

    assertThat(
            lines(
                new Proxy("one", "10.0.0.1:80", "b:80", true, List.of()),
                new Proxy("two", "10.0.0.2:80", "c:80", true, List.of())))
        .contains(
            "a->d calls gateway:80, where the proxies one, two listen: list it in",
            "where no port is shown",
            "missing proxy away of a->b in infra/edges.yaml is not in Toxiproxy at 127.0.0.1:8474")
        .doesNotContain("curl");
  }

  @Test
  void programsGetListenAndUpstream() {
    call("checkout", "stock", "127.0.0.1:8202", 101);
    call("stock", "postgresql:shop", "db:5432", 3);

    JsonNode json = new ObjectMapper().valueToTree(view(TILL).json());

    assertThat(json.at("/edges/0").toString())
        .isEqualTo(
            "{\"from\":\"checkout\",\"to\":\"stock\",\"proxy\":\"till\",\"calls\":101,"
                + "\"listen\":\"127.0.0.1:8202\",\"upstream\":\"127.0.0.1:8002\",\"enabled\":true}");
    assertThat(json.at("/edges/1/called_at").asText()).isEqualTo("db:5432");
    assertThat(json.at("/proposed/0/proxy/upstream").asText()).isEqualTo("db:5432");
    assertThat(json.at("/proposed/0/call_at").asText()).isEqualTo("127.0.0.1:25432");
  }

  private void call(String from, String to, @Nullable String address, long number) {
    calls.put(
        new Way(from, to, address == null ? null : Address.of(address).orElseThrow()), number);
  }

  private String lines(Proxy... proxies) {
    return String.join("\n", view(proxies).lines().stream().map(Line::toString).toList());
  }

  private EdgesView view(Proxy... proxies) {
    KnownEdges known = new KnownEdges(Settings.of(Map.of()), file);
    return new EdgesView(
        known,
        new ObservedCalls(Instant.EPOCH, calls, leftOut),
        List.of(proxies),
        "127.0.0.1:8474");
  }
}
