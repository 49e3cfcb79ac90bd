package io.spanline.experiments.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.experiments.edge.Target.Passage;
import io.spanline.model.Call;
import io.spanline.model.Spans;
import io.spanline.model.Traces;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which calls go through a proxy whose edges the user listed, since spans name no port. */
class TargetTest {
  private static final Proxy TILL =
      new Proxy("till", "127.0.0.1:8202", "127.0.0.1:8002", true, List.of());
  private static final ProxiedEdge STOCK = new ProxiedEdge("checkout", "stock", "till");
  private static final ProxiedEdge PRICES = new ProxiedEdge("checkout", "prices", "till");

  private final Target target = new Target("till", List.of(STOCK));

  @Test
  void aCallWithoutAnAnswerThatNamesNobodyIsItsCallersOnlyEdges() {
    assertThat(passage(target, unanswered("checkout"))).isEqualTo(Passage.THROUGH);
    assertThat(passage(target, unanswered("cart"))).isEqualTo(Passage.PAST);
  }

  @Test
  void nothingTellsWhichOfSeveralEdgesOrWhoseHostItWas() {
    Target both = new Target("till", List.of(STOCK, PRICES));

    assertThat(passage(both, unanswered("checkout"))).isEqualTo(Passage.UNTOLD);
    assertThat(passage(target, unanswered("checkout").with("server.address", "gateway")))
        .isEqualTo(Passage.UNTOLD);
  }

  @Test
  void whomItsSpanNamesIsBelieved() {
    assertThat(passage(target, unanswered("checkout").with("peer.service", "stock")))
        .isEqualTo(Passage.THROUGH);
    assertThat(passage(target, unanswered("checkout").with("peer.service", "mail")))
        .isEqualTo(Passage.PAST);
    assertThat(passage(target, unanswered("checkout").with("db.system", "postgresql")))
        .isEqualTo(Passage.PAST);
    assertThat(passage(target, at(unanswered("checkout"), "8202"))).isEqualTo(Passage.THROUGH);
    assertThat(passage(target, at(unanswered("checkout"), "8002"))).isEqualTo(Passage.PAST);
    assertThat(passage(target, at(unanswered("checkout"), "9999"))).isEqualTo(Passage.PAST);
  }

  private static Spans at(Spans span, String port) {
    return span.with("server.address", "127.0.0.1").with("server.port", port);
  }

  private static Spans unanswered(String caller) {
    return Spans.exit(caller).withId("call");
  }

  private static Passage passage(Target target, Spans exit) {
    Call call = Traces.complete(List.of(exit.span())).calls().get(0);
    return target.passage(call, new TreeMap<>(Map.of("till", TILL)));
  }
}
