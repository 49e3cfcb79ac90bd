package io.spanline.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.settings.Settings;
import io.spanline.settings.SettingsException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpanlineTopologyTest {
  private final FakeProgress progress = new FakeProgress(Instant.EPOCH);

  /** These names are those of internal topics: another name loses the state of a running system. */
  @Test
  void keepsTheNamesOfItsStores() {
    String description = SpanlineTopology.of(Settings.of(Map.of()), progress).describe().toString();

    assertThat(description)
        .contains("open-traces", "closed-traces", "partition-ledger")
        .contains("service-windows", "service-window-requests")
        .contains("statistics-parts", "statistics-watermarks")
        .contains("topic: service-statistics-parts-repartition")
        .doesNotContain("KSTREAM", "KTABLE", "STATE-STORE");
  }

  @Test
  void refusesARetentionInWhichNoWindowCouldBecomeFinal() {
    Settings settings =
        Settings.of(
            Map.of(
                "SPANLINE_STATISTICS_WINDOW", "PT10S",
                "SPANLINE_STATISTICS_RETENTION", "PT69S"));

    assertThatThrownBy(() -> SpanlineTopology.of(settings, progress))
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
                "SPANLINE_TRACE_MAX_BYTES", "2000000000"));

    assertThatThrownBy(() -> SpanlineTopology.of(settings, progress))
        .isInstanceOf(SettingsException.class)
        .hasMessageContainingAll(
            "SPANLINE_TRACE_GAP: must not be shorter than SPANLINE_TRACE_SETTLE PT2S, was PT1S",
            "SPANLINE_TRACE_LIFETIME: must not be shorter",
            "SPANLINE_TRACE_MAX_BYTES: must be at most 4194304");
  }
}
