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
import org.junit.jupiter.api.Test;

class ServiceStatisticsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:10Z");

  private final RequestTally requests = new RequestTally();

  @Test
  void tellsOfAService() {
    for (int i = 1; i <= 20; i++) {
      requests.add(i * 1_000_000L, i <= 5);
    }

    ServiceStatistics row = ServiceStatistics.of(row(service("service-a"), requests));

    assertThat(row)
        .isEqualTo(
            new ServiceStatistics(
                "service-a",
                null,
                START,
                START.plusSeconds(10),
                20,
                5,
                0.25,
                10,
                19,
                1,
                20,
                210,
                true,
                true));
  }

  @Test
  void namesTheOperationOnlyWhereItIsOfOne() {
    requests.add(1_500_000, false);

    String service = json(service("service-a"));
    String operation = json(new StatisticsSubject.Operation("service-a", "GET /a"));

    assertThat(service)
        .isEqualTo(
            "{\"service\":\"service-a\",\"windowStart\":\"2026-01-01T00:00:10Z\","
                + "\"windowEnd\":\"2026-01-01T00:00:20Z\",\"requests\":1,\"errors\":0,"
                + "\"error_rate\":0.0,\"p50_ms\":1.5,\"p95_ms\":1.5,\"min_ms\":1.5,\"max_ms\":1.5,"
                + "\"sum_ms\":1.5,\"exact\":true,\"final\":true}");
    assertThat(operation).startsWith("{\"service\":\"service-a\",\"operation\":\"GET /a\",");
  }

  @Test
  void isNotOfAnEdge() {
    CallTally calls = new CallTally();
    calls.addCall(1, false);

    assertThatThrownBy(() -> ServiceStatistics.of(row(new StatisticsSubject.Edge("a", "b"), calls)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("row must be of a service");
  }

  private String json(StatisticsSubject subject) {
    return new String(
        Json.write(ServiceStatistics.of(row(subject, requests))), StandardCharsets.UTF_8);
  }

  private static StatisticsSubject service(String name) {
    return new StatisticsSubject.Service(name);
  }

  private static StatisticsRow row(StatisticsSubject subject, Tally tally) {
    return new StatisticsRow(subject, START, START.plusSeconds(10), tally, true);
  }
}
