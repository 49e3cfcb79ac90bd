package io.spanline.streams;

import static io.spanline.streams.TopicBindings.sink;
import static io.spanline.streams.TopicBindings.view;

import io.spanline.settings.Settings;
import io.spanline.settings.SettingsException;
import io.spanline.streams.assembly.AssemblyOutput;
import io.spanline.streams.assembly.AssemblyRules;
import io.spanline.streams.assembly.MemoryBounds;
import io.spanline.streams.assembly.TraceAssemblySupplier;
import io.spanline.streams.intake.Intake;
import io.spanline.streams.intake.SpanIntake;
import io.spanline.streams.statistics.FoldedRow;
import io.spanline.streams.statistics.NameLimits;
import io.spanline.streams.statistics.StatisticsFoldSupplier;
import io.spanline.streams.statistics.StatisticsRules;
import io.spanline.streams.statistics.StatisticsUpdate;
import io.spanline.streams.statistics.WindowedStatisticsSupplier;
import io.spanline.topic.Topics;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.state.Stores;

/** The whole flow on one screen, a pure function of the settings. */
final class SpanlineTopology {
  static final String STATISTICS_VIEW = "statistics-view";
  static final String LEDGER_VIEW = "ledger-view";

  private SpanlineTopology() {}

  static Topology of(Settings settings, TopologyLinks links) {
    return of(settings, links, Topics.OTLP_SPANS.partitions());
  }

  static Topology of(Settings settings, TopologyLinks links, int inputPartitions) {
    AssemblyRules rules = AssemblyRules.of(settings);
    StatisticsRules windows = StatisticsRules.of(settings, inputPartitions);
    SettingsException.throwIfAny(rules.problems(), windows.problems());
    long heapBytes = Runtime.getRuntime().maxMemory();
    MemoryBounds bounds = MemoryBounds.of(rules, heapBytes, inputPartitions);
    TraceAssemblySupplier assembly =
        new TraceAssemblySupplier(rules, bounds, links.progress(), links.inquiries());
    WindowedStatisticsSupplier statistics =
        new WindowedStatisticsSupplier(
            windows,
            NameLimits.of(settings),
            WindowedStatisticsSupplier.mostRowBytes(heapBytes, inputPartitions));
    // Explicit names are enforced only if the configuration is known to the builder.
    StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(config(settings)));

    KStream<byte[], byte[]> records =
        builder.stream(Topics.OTLP_SPANS.name(), TopicBindings.spans());
    KStream<byte[], Intake> intake =
        records.process(() -> new SpanIntake(links.spentOfThread()), Named.as("span-intake"));
    KStream<String, AssemblyOutput> assembled =
        intake.process(assembly, Named.as(SpanIntake.ASSEMBLY));
    KStream<String, StatisticsUpdate> updates =
        assembled.process(statistics, Named.as(TraceAssemblySupplier.STATISTICS));
    KStream<String, FoldedRow> rows =
        updates
            .repartition(TopicBindings.statisticsUpdates())
            .process(new StatisticsFoldSupplier(windows), Named.as("statistics-fold"));

    // Both stages forward by name: to a topic only what has a side for it.
    intake.to(
        Topics.DEAD_LETTERS.name(),
        sink(Topics.DEAD_LETTERS, Intake::deadLetter).withName(SpanIntake.DEAD_LETTERS));
    assembled.to(
        Topics.TRACES.name(),
        sink(Serdes.String(), new ByteArraySerializer(), AssemblyOutput::written)
            .withName(TraceAssemblySupplier.TRACES));
    assembled.to(
        Topics.LEDGER.name(),
        sink(Topics.LEDGER, AssemblyOutput::ledger).withName(TraceAssemblySupplier.LEDGERS));
    rows.filterNot((key, row) -> row.isOfEdge(), Named.as("rows-of-services"))
        .mapValues(FoldedRow::serviceStatistics, Named.as("service-statistics-of-rows"))
        .to(Topics.SERVICE_STATISTICS.name(), sink(Topics.SERVICE_STATISTICS));
    rows.filter((key, row) -> row.isOfEdge(), Named.as("rows-of-edges"))
        .mapValues(FoldedRow::edgeStatistics, Named.as("edge-statistics-of-rows"))
        .to(Topics.EDGE_STATISTICS.name(), sink(Topics.EDGE_STATISTICS));
    rows.mapValues(FoldedRow::row, Named.as("digests-of-rows"))
        .to(Topics.STATISTICS_DIGESTS.name(), sink(Topics.STATISTICS_DIGESTS));

    // Rows of an hour may be many: on disk. The ledger is a row a partition.
    view(
        builder,
        Topics.STATISTICS_DIGESTS,
        Stores.persistentKeyValueStore(STATISTICS_VIEW),
        links.unreadableRows());
    view(builder, Topics.LEDGER, Stores.inMemoryKeyValueStore(LEDGER_VIEW), links.unreadableRows());
    return builder.build();
  }

  private static StreamsConfig config(Settings settings) {
    return new StreamsConfig(StreamsProperties.of(settings));
  }
}
