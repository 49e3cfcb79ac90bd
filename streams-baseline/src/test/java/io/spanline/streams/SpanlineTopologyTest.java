package io.spanline.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.settings.Settings;
import io.spanline.settings.SettingsException;
import io.spanline.streams.assembly.TaskInquiries;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpanlineTopologyTest {
  private final TopologyLinks links =
      new TopologyLinks(
          new FakeProgress(Instant.EPOCH),
          new TaskInquiries(),
          new UnreadableRows(() -> Instant.EPOCH));

  /** These names are those of internal topics: another name loses the state of a running system. */
  @Test
  void keepsTheNamesOfItsStores() {
    String description = SpanlineTopology.of(Settings.of(Map.of()), links).describe().toString();

    assertThat(description)
        .contains("open-traces", "closed-traces", "partition-ledger")
        .contains("windowed-statistics", "windowed-statistics-samples")
        .contains("statistics-fold-parts", "statistics-watermarks")
        .contains("statistics-view", "ledger-view")
        .contains("topic: statistics-updates-repartition")
        .doesNotContain("KSTREAM", "KTABLE", "STATE-STORE");
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
