package io.spanline.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.Span;
import io.spanline.model.Spans;
import io.spanline.model.Traces;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The flow with every store cached, as it is without transactions. */
class AtLeastOnceTest {
  @RegisterExtension
  final TopologyHarness topology = new TopologyHarness("SPANLINE_GUARANTEE", "at-least-once");

  private final List<Span> spans = Traces.spansOfACallsBCallsC("t1");

  @Test
  void joinsRevisionsAndCountsThemAsEver() {
    topology.receive(spans.subList(0, 4));
    topology.passes(Duration.ofSeconds(3));
    topology.receive(spans);
    topology.passes(Duration.ofSeconds(3));

    assertThat(topology.traces()).extracting(trace -> trace.spans().size()).containsExactly(4, 1);
    assertThat(topology.ledger().spans().duplicate()).isEqualTo(4);
    assertThat(topology.edges().values()).allMatch(edge -> edge.unanswered() == 0);
  }

  @Test
  void endsTheRowsOfAQuietWindow() {
    topology.receive(spans);
    topology.passes(Duration.ofSeconds(100));

    assertThat(topology.statistics("service-a", Spans.EPOCH).isFinal()).isTrue();
  }
}
