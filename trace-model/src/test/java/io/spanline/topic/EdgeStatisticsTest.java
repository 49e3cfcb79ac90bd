package io.spanline.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.statistics.CallTally;
import io.spanline.statistics.RequestTally;
import io.spanline.statistics.StatisticsRow;
import io.spanline.statistics.StatisticsSubject;
import io.spanline.statistics.Tally;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EdgeStatisticsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:10Z");
  private static final StatisticsSubject EDGE = new StatisticsSubject.Edge("a", "b");

  private final CallTally calls = new CallTally();

  @Test
  void tellsOfCallsAnsweredAndNot() {
    calls.addCall(40_000_000, false);
    calls.addAnswer(36_000_000, 4_000_000);
    calls.addCall(1_000_000, true);

    EdgeStatistics row = EdgeStatistics.of(row(EDGE, calls));

    assertThat(row.caller()).isEqualTo("a");
    assertThat(row.callee()).isEqualTo("b");
    assertThat(row.calls()).isEqualTo(2);
    assertThat(row.errors()).isEqualTo(1);
    assertThat(row.errorRate()).isEqualTo(0.5);
    assertThat(row.unanswered()).isEqualTo(1);
    assertThat(row.isFinal()).isTrue();
    assertThat(row.client()).isEqualTo(new EdgeStatistics.Latencies(2, 1, 40, 1, 40, 41, true));
    assertThat(row.server()).isEqualTo(new EdgeStatistics.Latencies(1, 36, 36, 36, 36, 36, true));
    assertThat(row.gap()).isEqualTo(new EdgeStatistics.Latencies(1, 4, 4, 4, 4, 4, true));
  }

  @Test
  void tellsOfAGapThatIsNegative() {
    calls.addCall(1_000_000, false);
    calls.addAnswer(1_000_000, -5_000_000);

    EdgeStatistics row = EdgeStatistics.of(row(EDGE, calls));

    assertThat(Objects.requireNonNull(row.gap()).minMillis()).isEqualTo(-5);
    assertThat(row.gap().maxMillis()).isEqualTo(-5);
  }

  @Test
  void saysNullWhereNothingWasAnswered() {
    calls.addCall(1_000_000, true);

    EdgeStatistics row = EdgeStatistics.of(row(EDGE, calls));

    String json = new String(Json.write(row), StandardCharsets.UTF_8);
    assertThat(json).contains("\"unanswered\":1", "\"server\":null,\"gap\":null,\"final\":true");
    assertThat(Json.read(Json.write(row), EdgeStatistics.class)).isEqualTo(row);
  }

  @Test
  void isNotOfAService() {
    RequestTally requests = new RequestTally();
    requests.add(1, false);

    assertThatThrownBy(() -> EdgeStatistics.of(row(new StatisticsSubject.Service("a"), requests)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("row must be of an edge");
  }

  private static StatisticsRow row(StatisticsSubject subject, Tally tally) {
    return new StatisticsRow(subject, START, START.plusSeconds(10), tally, true);
  }
}
