package io.spanline.streams.statistics;

import io.spanline.model.Spans;
import io.spanline.statistics.StatisticsRow;
import io.spanline.streams.statistics.StatisticsUpdate.Part;
import io.spanline.streams.statistics.StatisticsUpdate.Watermark;
import io.spanline.topic.Topic;
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
import java.util.Properties;
import java.util.Random;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/** The second stage of the statistics without a broker, behind a source of the test's own. */
public final class FoldDriver {
  private FoldDriver() {}

  static TopologyTestDriver of(
      Path state,
      StatisticsRules rules,
      Function<StreamsBuilder, KStream<String, StatisticsUpdate>> updates) {
    StreamsBuilder builder = new StreamsBuilder();
    KStream<String, FoldedRow> rows =
        updates
            .apply(builder)
            .process(new StatisticsFoldSupplier(rules), Named.as("statistics-fold"));
    publish(rows.mapValues(FoldedRow::row), Topics.STATISTICS_DIGESTS);
    publish(
        rows.filter((key, row) -> !row.isOfEdge()).mapValues(FoldedRow::serviceStatistics),
        Topics.SERVICE_STATISTICS);
    return of(state, builder);
  }

  /** A driver of any topology of ours. */
  static TopologyTestDriver of(Path state, StreamsBuilder builder) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    return new TopologyTestDriver(builder.build(), properties, Spans.EPOCH);
  }

  /** A driver that takes what partitions say from a topic; {@link #parts} writes there. */
  static TopologyTestDriver ofParts(Path state, StatisticsRules rules) {
    return of(
        state,
        rules,
        builder ->
            builder.stream("parts", Consumed.with(Serdes.String(), StatisticsUpdate.serde())));
  }

  static TestInputTopic<String, StatisticsUpdate> parts(TopologyTestDriver driver) {
    return driver.createInputTopic(
        "parts", Serdes.String().serializer(), StatisticsUpdate.serde().serializer());
  }

  static <V> TestOutputTopic<String, V> rows(TopologyTestDriver driver, Topic<String, V> topic) {
    return driver.createOutputTopic(
        topic.name(), topic.key().deserializer(), topic.value().deserializer());
  }

  private static <V> void publish(KStream<String, V> rows, Topic<String, V> topic) {
    rows.to(topic.name(), Produced.with(topic.key(), topic.value()));
  }

  /**
   * The last row of each key that the stage publishes when several partitions speak to it.
   *
   * @param said what each partition says, in its order; one partition's words fall among another's
   *     by chance
   */
  public static Map<String, StatisticsRow> folded(List<List<StatisticsUpdate>> said, Random random)
      throws IOException {
    StatisticsRules rules =
        new StatisticsRules(
            Duration.ofSeconds(10), Duration.ofHours(1), Duration.ofSeconds(60), said.size());
    Path state = Files.createTempDirectory("fold");
    state.toFile().deleteOnExit();
    try (TopologyTestDriver driver = ofParts(state, rules)) {
      TestInputTopic<String, StatisticsUpdate> input = parts(driver);
      for (StatisticsUpdate update : interleaved(said, random)) {
        input.pipeInput(key(update), update);
        if (random.nextInt(9) == 0) {
          driver.advanceWallClockTime(StatisticsFoldProcessor.TICK);
        }
      }
      driver.advanceWallClockTime(StatisticsFoldProcessor.TICK);
      return rows(driver, Topics.STATISTICS_DIGESTS).readKeyValuesToMap();
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
        ? new Part(partition, part.key(), part.sums())
        : new Watermark(partition, ((Watermark) update).millis());
  }

  private static String key(StatisticsUpdate update) {
    return update instanceof Part part ? part.key().text() : "";
  }
}
