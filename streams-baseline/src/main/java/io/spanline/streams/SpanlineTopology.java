package io.spanline.streams;

import io.spanline.settings.Settings;
import io.spanline.streams.assembly.Assembled;
import io.spanline.streams.assembly.AssemblyRules;
import io.spanline.streams.assembly.InputProgress;
import io.spanline.streams.assembly.Intake;
import io.spanline.streams.assembly.SpanIntake;
import io.spanline.streams.assembly.TraceAssembly;
import io.spanline.streams.statistics.ServiceWindows;
import io.spanline.streams.statistics.StatisticsFold;
import io.spanline.streams.statistics.StatisticsPartitioner;
import io.spanline.streams.statistics.StatisticsUpdate;
import io.spanline.streams.statistics.WindowRules;
import io.spanline.topic.ServiceStatistics;
import io.spanline.topic.Topic;
import io.spanline.topic.Topics;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.Stores;

/** The whole flow on one screen, a pure function of the settings. */
final class SpanlineTopology {
  static final String STATISTICS_VIEW = "service-statistics-view";
  static final String LEDGER_VIEW = "ledger-view";

  private SpanlineTopology() {}

  static Topology of(Settings settings, InputProgress progress) {
    return of(settings, progress, Topics.OTLP_SPANS.partitions());
  }

  static Topology of(Settings settings, InputProgress progress, int inputPartitions) {
    WindowRules windows = WindowRules.of(settings, inputPartitions);
    TraceAssembly assembly = new TraceAssembly(AssemblyRules.of(settings), progress);
    // Explicit names are enforced only if the configuration is known to the builder.
    StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(config(settings)));

    KStream<byte[], byte[]> records = builder.stream(Topics.OTLP_SPANS.name(), spans());
    KStream<byte[], Intake> intake = records.process(SpanIntake::new, Named.as("span-intake"));
    KStream<String, Assembled> assembled = intake.process(assembly, Named.as("trace-assembly"));
    KStream<String, StatisticsUpdate> parts =
        assembled.process(new ServiceWindows(windows), Named.as("service-windows"));
    KStream<String, ServiceStatistics> statistics =
        parts
            .repartition(byStatisticsKey())
            .process(new StatisticsFold(windows), Named.as("statistics-fold"));

    intake
        .flatMapValues(Intake::deadLetters, Named.as("dead-letters-of-intake"))
        .to(Topics.DEAD_LETTERS.name(), sink(Topics.DEAD_LETTERS));
    assembled
        .flatMapValues(Assembled::traces, Named.as("traces-of-assembly"))
        .to(Topics.TRACES.name(), sink(Topics.TRACES));
    assembled
        .flatMapValues(Assembled::ledgers, Named.as("ledgers-of-assembly"))
        .to(Topics.LEDGER.name(), sink(Topics.LEDGER));
    statistics.to(Topics.SERVICE_STATISTICS.name(), sink(Topics.SERVICE_STATISTICS));

    view(builder, Topics.SERVICE_STATISTICS, STATISTICS_VIEW);
    view(builder, Topics.LEDGER, LEDGER_VIEW);
    return builder.build();
  }

  private static StreamsConfig config(Settings settings) {
    return new StreamsConfig(StreamsProperties.of(settings));
  }

  /** Bytes: a record that cannot be read must reach the dead letters as it came. */
  private static Consumed<byte[], byte[]> spans() {
    return Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
        .withTimestampExtractor(new RecordTimestamps())
        .withName("otlp-spans");
  }

  private static Repartitioned<String, StatisticsUpdate> byStatisticsKey() {
    return Repartitioned.<String, StatisticsUpdate>as("service-statistics-parts")
        .withKeySerde(Serdes.String())
        .withValueSerde(StatisticsUpdate.serde())
        .withStreamPartitioner(new StatisticsPartitioner())
        .withNumberOfPartitions(Topics.SERVICE_STATISTICS.partitions());
  }

  private static <K, V> Produced<K, V> sink(Topic<K, V> topic) {
    return Produced.with(topic.key(), topic.value()).withName(topic.name() + "-sink");
  }

  /** A topic of ours as a table on every instance, for the REST interface. */
  private static <K, V> void view(StreamsBuilder builder, Topic<K, V> topic, String store) {
    builder.globalTable(
        topic.name(),
        Consumed.with(topic.key(), topic.value()).withName(store + "-update"),
        Materialized.<K, V>as(Stores.inMemoryKeyValueStore(store))
            .withKeySerde(topic.key())
            .withValueSerde(topic.value()));
  }
}
