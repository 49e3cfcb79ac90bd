package io.spanline.streams.statistics;

import io.spanline.topic.Topic;
import io.spanline.topic.Topics;
import java.nio.file.Path;
import java.util.Properties;
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
final class FoldDriver {
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
    Properties properties = new Properties();
    properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    return new TopologyTestDriver(builder.build(), properties);
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
}
