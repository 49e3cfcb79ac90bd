package io.spanline.streams;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.Spans;
import io.spanline.model.Traces;
import io.spanline.topic.EdgeStatistics;
import io.spanline.topic.ServiceStatistics;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OverflowTest {
  private static final int FLOOD = 1_000;
  private static final int PLACES = 20;
  private static final String START = "@" + TopologyHarness.START;

  @RegisterExtension
  final TopologyHarness harness =
      new TopologyHarness(
          "SPANLINE_STATISTICS_MAX_SERVICES", String.valueOf(PLACES),
          "SPANLINE_STATISTICS_MAX_OPERATIONS", String.valueOf(2 * PLACES),
          "SPANLINE_STATISTICS_MAX_EDGES", String.valueOf(PLACES));

  @Test
  void leavesKnownServicesAsTheyAreUnderAFloodOfNames() {
    harness.receive(Traces.spansOfACallsBCallsC("before"));
    harness.passes(ofSeconds(3));
    IntStream.range(0, FLOOD).forEach(this::receiveFlood);
    harness.passes(ofSeconds(13));
    harness.receive(Traces.spansOfACallsBCallsC("after"));
    harness.passes(ofSeconds(13));

    Map<String, ServiceStatistics> services = harness.statistics();
    assertThat(services).hasSize(PLACES + 1);
    assertThat(services.get("service-b" + START).requests()).isEqualTo(2);
    assertThat(services.get("__overflow__" + START).requests()).isEqualTo(FLOOD - PLACES + 3);
    assertThat(harness.operations().get("service-c/service-c-operation" + START).requests())
        .isEqualTo(2);
    Map<String, EdgeStatistics> edges = harness.edges();
    assertThat(edges).hasSize(PLACES + 1);
    assertThat(edges.get("service-a->service-b" + START).calls()).isEqualTo(2);
    assertThat(edges.get("__overflow__->__overflow__" + START).calls())
        .isEqualTo(FLOOD - PLACES + 2);
    assertThat(harness.counted("statistics-overflowed"))
        .isEqualTo(2.0 * FLOOD - 2 * PLACES + 3 + 2);
  }

  @Test
  void putsOperationsBeyondThePlacesUnderTheCommonNameOfTheirService() {
    IntStream.range(0, 500)
        .forEach(
            i ->
                harness.receive(
                    Spans.entry("service-a").inTrace("t" + i).named("GET /" + i).span()));
    harness.passes(ofSeconds(3));

    assertThat(harness.operations()).hasSize(2 * PLACES + 1);
    assertThat(harness.operations().get("service-a/__overflow__" + START).requests())
        .isEqualTo(500 - 2 * PLACES);
    assertThat(harness.statistics("service-a", TopologyHarness.START).requests()).isEqualTo(500);
  }

  private void receiveFlood(int i) {
    harness.receive(
        Spans.entry("flood" + i).inTrace("flood" + i).withId("a").span(),
        Spans.exit("flood" + i).inTrace("flood" + i).under("a").span());
  }
}
