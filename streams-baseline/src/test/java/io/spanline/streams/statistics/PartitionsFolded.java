package io.spanline.streams.statistics;

import io.spanline.statistics.StatisticsRow;
import io.spanline.streams.statistics.StatisticsUpdate.Part;
import io.spanline.streams.statistics.StatisticsUpdate.Watermark;
import io.spanline.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;

/** What the second stage publishes when several partitions speak to it. */
public final class PartitionsFolded {
  private PartitionsFolded() {}

  /**
   * The last row of each key.
   *
   * @param said what each partition says, in its order; one partition's words fall among another's
   *     by chance
   */
  public static Map<String, StatisticsRow> rows(List<List<StatisticsUpdate>> said, Random random)
      throws IOException {
    StatisticsRules rules =
        new StatisticsRules(
            Duration.ofSeconds(10), Duration.ofHours(1), Duration.ofSeconds(60), said.size());
    Path state = Files.createTempDirectory("fold");
    state.toFile().deleteOnExit();
    try (TopologyTestDriver driver = FoldDriver.ofParts(state, rules)) {
      TestInputTopic<String, StatisticsUpdate> parts = FoldDriver.parts(driver);
      interleaved(said, random).forEach(update -> parts.pipeInput(key(update), update));
      return FoldDriver.rows(driver, Topics.STATISTICS_DIGESTS).readKeyValuesToMap();
    }
  }

  private static List<StatisticsUpdate> interleaved(
      List<List<StatisticsUpdate>> said, Random random) {
    List<Deque<StatisticsUpdate>> left = new ArrayList<>();
    for (int partition = 0; partition < said.size(); partition++) {
      Deque<StatisticsUpdate> updates = new ArrayDeque<>();
      for (StatisticsUpdate update : said.get(partition)) {
        updates.add(by(partition, update));
      }
      left.add(updates);
    }
    List<StatisticsUpdate> all = new ArrayList<>();
    left.removeIf(Deque::isEmpty);
    while (!left.isEmpty()) {
      all.add(left.get(random.nextInt(left.size())).remove());
      left.removeIf(Deque::isEmpty);
    }
    return all;
  }

  /** Each came from a topology of one partition, whose number is 0. */
  private static StatisticsUpdate by(int partition, StatisticsUpdate update) {
    return update instanceof Part part
        ? new Part(partition, part.key(), part.tally())
        : new Watermark(partition, ((Watermark) update).millis());
  }

  private static String key(StatisticsUpdate update) {
    return update instanceof Part part ? part.key().text() : "";
  }
}
