package io.spanline.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.spanline.settings.Settings;
import io.spanline.settings.SettingsException;
import io.spanline.streams.assembly.AssemblyRules;
import io.spanline.streams.assembly.MemoryBounds;
import io.spanline.streams.assembly.TraceAssemblySupplier;
import io.spanline.streams.inquiry.TaskInquiries;
import io.spanline.streams.statistics.NameLimits;
import io.spanline.streams.statistics.StatisticsFoldSupplier;
import io.spanline.streams.statistics.StatisticsRules;
import io.spanline.streams.statistics.WindowedStatisticsSupplier;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.Test;

class SpanlineTopologyTest {
  private final TopologyLinks links =
      new TopologyLinks(
          new FakeProgress(Instant.EPOCH),
          new TaskInquiries(),
          new UnreadableRows(() -> Instant.EPOCH),
          () -> value -> {});

  /** These names are those of internal topics: another name loses the state of a running system. */
  @Test
  void keepsTheNamesOfItsStores() {
    String description = SpanlineTopology.of(Settings.of(Map.of()), links).describe().toString();

    assertThat(description)
        .contains("open-traces", "closed-traces", "partition-ledger")
        .contains("windowed-statistics", "windowed-statistics-changes")
        .contains("statistics-fold-parts", "statistics-watermarks")
        .contains("statistics-view", "ledger-view")
        .contains("topic: statistics-updates-repartition")
        .doesNotContain("KSTREAM", "KTABLE", "STATE-STORE");
  }

  @Test
  void changelogsOfStoresOnTheHeapKeepTombstonesForMinutesOnly() {
    Map<String, String> tombstones = new TreeMap<>();
    for (ProcessorSupplier<?, ?, ?, ?> stage : stages()) {
      for (StoreBuilder<?> store : Objects.requireNonNull(stage.stores())) {
        tombstones.put(
            store.name(), store.logConfig().getOrDefault("delete.retention.ms", "default"));
      }
    }

    assertThat(tombstones)
        .containsOnly(
            entry("open-traces", "600000"),
            entry("closed-traces", "600000"),
            entry("windowed-statistics-changes", "600000"),
            entry("statistics-watermarks", "600000"),
            // On disk: read on from where they were when the program stopped, perhaps hours ago.
            entry("partition-ledger", "default"),
            entry("windowed-statistics", "default"),
            entry("statistics-fold-parts", "default"));
  }

  private List<ProcessorSupplier<?, ?, ?, ?>> stages() {
    Settings settings = Settings.of(Map.of());
    StatisticsRules windows = StatisticsRules.of(settings, 4);
    return List.of(
        new TraceAssemblySupplier(
            AssemblyRules.of(settings),
            new MemoryBounds(1, 1, 1),
            links.progress(),
            links.inquiries()),
        new WindowedStatisticsSupplier(windows, NameLimits.of(settings), 1L << 30),
        new StatisticsFoldSupplier(windows));
  }

  @Test
  void refusesARetentionInWhichNoWindowCouldBecomeFinal() {
    Settings settings =
        Settings.of(
            Map.of(
                "SPANLINE_STATISTICS_WINDOW", "PT10S",
                "SPANLINE_STATISTICS_RETENTION", "PT69S"));

    assertThatThrownBy(() -> SpanlineTopology.of(settings, links))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(
            "SPANLINE_STATISTICS_RETENTION: must be at least SPANLINE_STATISTICS_WINDOW plus"
                + " SPANLINE_TRACE_LIFETIME, PT1M10S, was PT1M9S");
  }

  @Test
  void refusesRulesThatContradictEachOther() {
    Settings settings =
        Settings.of(
            Map.of(
                "SPANLINE_TRACE_GAP", "PT1S",
                "SPANLINE_TRACE_LIFETIME", "PT0.5S",
                "SPANLINE_TRACE_MAX_BYTES", "2000000000",
                "SPANLINE_STATISTICS_RETENTION", "PT1S"));

    assertThatThrownBy(() -> SpanlineTopology.of(settings, links))
        .isInstanceOf(SettingsException.class)
        .hasMessageContainingAll(
            "SPANLINE_TRACE_GAP: must not be shorter than SPANLINE_TRACE_SETTLE PT2S, was PT1S",
            "SPANLINE_TRACE_LIFETIME: must not be shorter",
            "SPANLINE_TRACE_MAX_BYTES: must be at most 4194304",
            "SPANLINE_STATISTICS_RETENTION: must be at least");
  }
}
