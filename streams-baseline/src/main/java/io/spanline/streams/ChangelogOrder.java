package io.spanline.streams;

import io.spanline.streams.assembly.TraceAssembly;
import io.spanline.streams.statistics.StatisticsFold;
import io.spanline.streams.statistics.WindowedStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * In which turn the rows of a store may become durable where no transaction holds them together:
 * against the flow, so that assembly forgets a span only after everything that was made of it.
 */
final class ChangelogOrder {
  /** The turn of what is no changelog. */
  static final int AT_ONCE = -1;

  private final Map<String, Integer> turnByTopic = new HashMap<>();
  private final int turns;

  /**
   * @param storesByTurn the names of the stores of each turn
   */
  ChangelogOrder(List<List<String>> storesByTurn) {
    this.turns = storesByTurn.size();
    for (int turn = 0; turn < turns; turn++) {
      for (String store : storesByTurn.get(turn)) {
        String topic = "%s-%s-changelog".formatted(StreamsProperties.APPLICATION_ID, store);
        turnByTopic.put(topic, turn);
      }
    }
  }

  /** That of the whole topology. */
  static ChangelogOrder ofTopology() {
    return new ChangelogOrder(
        List.of(
            List.of(StatisticsFold.PARTS, StatisticsFold.WATERMARKS, WindowedStatistics.ROWS),
            // A sample is deleted once a row holds it.
            List.of(WindowedStatistics.SAMPLES),
            // A span that assembly knows is a duplicate: it is never counted again.
            List.of(TraceAssembly.OPEN_TRACES, TraceAssembly.CLOSED_TRACES, TraceAssembly.LEDGER)));
  }

  int turns() {
    return turns;
  }

  int turnOf(String topic) {
    return turnByTopic.getOrDefault(topic, AT_ONCE);
  }
}
