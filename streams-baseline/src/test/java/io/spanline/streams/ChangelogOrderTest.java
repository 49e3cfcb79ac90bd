package io.spanline.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.settings.Settings;
import io.spanline.streams.assembly.TaskInquiries;
import io.spanline.topic.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.junit.jupiter.api.Test;

class ChangelogOrderTest {
  private final ChangelogOrder order = ChangelogOrder.ofTopology();

  @Test
  void knowsTheTurnOfEveryStoreOfTheTopology() {
    Topology topology =
        SpanlineTopology.of(
            Settings.of(Map.of()),
            new TopologyLinks(
                new FakeProgress(Instant.EPOCH),
                new TaskInquiries(),
                new UnreadableRows(() -> Instant.EPOCH)));

    Set<String> stores =
        topology.describe().subtopologies().stream()
            .flatMap(part -> part.nodes().stream())
            .filter(TopologyDescription.Processor.class::isInstance)
            .flatMap(node -> ((TopologyDescription.Processor) node).stores().stream())
            .collect(Collectors.toSet());

    assertThat(stores)
        .hasSize(7)
        .allSatisfy(store -> assertThat(turnOf(store)).isNotEqualTo(ChangelogOrder.AT_ONCE));
  }

  @Test
  void goesAgainstTheFlow() {
    List<String> stores =
        List.of("statistics-fold-parts", "windowed-statistics-samples", "open-traces");

    assertThat(stores.stream().map(this::turnOf)).containsExactly(0, 1, 2);
  }

  @Test
  void letsNothingElseWait() {
    assertThat(order.turnOf(Topics.TRACES.name())).isEqualTo(ChangelogOrder.AT_ONCE);
    assertThat(order.turnOf("spanline-streams-baseline-statistics-updates-repartition"))
        .isEqualTo(ChangelogOrder.AT_ONCE);
  }

  private int turnOf(String store) {
    return order.turnOf("spanline-streams-baseline-" + store + "-changelog");
  }
}
