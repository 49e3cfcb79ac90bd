package io.spanline.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.spanline.statistics.RequestTally;
import io.spanline.statistics.StatisticsRow;
import io.spanline.statistics.StatisticsSubject;
import io.spanline.topic.Topics;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadableRowsTest {
  @RegisterExtension private final TopologyHarness topology = new TopologyHarness();

  @ParameterizedTest
  @ValueSource(
      strings = {"torn {", "{}", "[]", "7", "{\"partition\":-1}", "{\"partition\":0,\"spans\":{}}"})
  void whatIsNoLedgerIsAbsentAndCounted(String row) {
    topology.writeRow(Topics.LEDGER, "0", row.getBytes(UTF_8));

    assertThat(topology.viewed(SpanlineTopology.LEDGER_VIEW, "0")).isNull();
    assertThat(topology.unreadable().met("ledger")).isPositive();
  }

  @Test
  void aRowOfANewerFormatTakesThePlaceOfTheOldOne() {
    StatisticsRow row = row(new StatisticsSubject.Service("service-a"));
    byte[] newer = row.toBytes();
    newer[0]++;

    topology.writeRow(Topics.STATISTICS_DIGESTS, row.key(), row.toBytes());
    assertThat(topology.viewed(SpanlineTopology.STATISTICS_VIEW, row.key())).isNotNull();
    topology.writeRow(Topics.STATISTICS_DIGESTS, row.key(), newer);

    assertThat(topology.viewed(SpanlineTopology.STATISTICS_VIEW, row.key())).isNull();
    assertThat(topology.unreadable().met("statistics-digests")).isPositive();
  }

  @Test
  void aRowWhoseSumsAreOfAnotherKindIsAbsent() {
    StatisticsRow wrong = row(new StatisticsSubject.Edge("service-a", "service-b"));

    topology.writeRow(Topics.STATISTICS_DIGESTS, wrong.key(), wrong.toBytes());

    assertThat(topology.viewed(SpanlineTopology.STATISTICS_VIEW, wrong.key())).isNull();
  }

  @Test
  void areAMetricByTopic() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    topology.unreadable().bindTo(registry);

    topology.writeRow(Topics.LEDGER, "0", new byte[] {1});

    assertThat(
            registry
                .get("spanline.rows.unreadable")
                .tag("topic", "ledger")
                .functionCounter()
                .count())
        .isPositive();
  }

  private static StatisticsRow row(StatisticsSubject subject) {
    return new StatisticsRow(
        subject,
        TopologyHarness.START,
        TopologyHarness.START.plus(Duration.ofSeconds(10)),
        new RequestTally(),
        false);
  }
}
