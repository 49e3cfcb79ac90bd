package io.spanline.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.spanline.statistics.CallCounts;
import io.spanline.statistics.CallTally;
import io.spanline.statistics.CallTimes;
import io.spanline.statistics.RequestCounts;
import io.spanline.statistics.RequestTally;
import io.spanline.statistics.StatisticsRow;
import io.spanline.statistics.StatisticsSubject;
import io.spanline.statistics.Tally;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The rows that people read: {@link ServiceStatistics} and {@link EdgeStatistics}. */
class StatisticsRecordsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:10Z");
  private static final StatisticsSubject SERVICE = new StatisticsSubject.Service("service-a");
  private static final StatisticsSubject EDGE = new StatisticsSubject.Edge("a", "b");

  private final RequestTally requests = new RequestTally();
  private final CallTally calls = new CallTally();

  @Test
  void namesTheOperationOnlyIfTheRowIsOfOne() {
    for (int i = 1; i <= 20; i++) {
      requests.add(new RequestCounts(1, i <= 5 ? 1 : 0, 0), i * 1_000_000L);
    }

    String service = json(ServiceStatistics.of(row(SERVICE, requests)));
    StatisticsSubject operation = new StatisticsSubject.Operation("service-a", "GET /a");

    assertThat(service)
        .isEqualTo(
            "{\"service\":\"service-a\",\"windowStart\":\"2026-01-01T00:00:10Z\","
                + "\"windowEnd\":\"2026-01-01T00:00:20Z\",\"requests\":20,\"timed\":20,\"errors\":5,"
                + "\"error_rate\":0.25,\"p50_ms\":10.0,\"p95_ms\":19.0,\"min_ms\":1.0,"
                + "\"max_ms\":20.0,\"sum_ms\":210.0,\"exact\":true,\"final\":true}");
    assertThat(json(ServiceStatistics.of(row(operation, requests))))
        .startsWith("{\"service\":\"service-a\",\"operation\":\"GET /a\",");
  }

  @Test
  void tellsOfCallsAnsweredAndNot() {
    calls.add(new CallCounts(1, 0, 0), new CallTimes(40_000_000L, 36_000_000L, 4_000_000L));
    calls.add(new CallCounts(1, 1, 1), new CallTimes(1_000_000L, null, null));

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
    calls.add(new CallCounts(1, 0, 0), new CallTimes(1_000_000L, 1_000_000L, -5_000_000L));

    EdgeStatistics row = EdgeStatistics.of(row(EDGE, calls));

    assertThat(Objects.requireNonNull(row.gap()).minMillis()).isEqualTo(-5);
    assertThat(row.gap().maxMillis()).isEqualTo(-5);
  }

  @Test
  void saysNullIfNothingWasAnswered() {
    calls.add(new CallCounts(1, 1, 1), new CallTimes(1_000_000L, null, null));

    EdgeStatistics row = EdgeStatistics.of(row(EDGE, calls));

    assertThat(json(row))
        .contains("\"unanswered\":1", "\"server\":null,\"gap\":null,\"final\":true");
    assertThat(Json.read(Json.write(row), EdgeStatistics.class)).isEqualTo(row);
  }

  @Test
  void saysNullAndNot0IfNothingWasTimed() {
    requests.add(new RequestCounts(3, 1, 0), null);
    calls.add(new CallCounts(2, 0, 0), new CallTimes(null, 5L, null));

    String service = json(ServiceStatistics.of(row(SERVICE, requests)));
    String edge = json(EdgeStatistics.of(row(EDGE, calls)));

    assertThat(service)
        .contains("\"requests\":3,\"timed\":0,\"errors\":1,")
        .contains("\"p50_ms\":null,\"p95_ms\":null,\"min_ms\":null,\"max_ms\":null,")
        .contains("\"sum_ms\":null,");
    assertThat(edge).contains("\"client\":null,\"server\":{\"timed\":1,", "\"gap\":null");
  }

  @Test
  void tellsOfOlderRequestsAndOfASampleOnlyIfThereAreAny() {
    requests.addOlder(new RequestCounts(2, 1, 0));
    String onlyOlder = json(ServiceStatistics.of(row(SERVICE, requests)));

    requests.add(new RequestCounts(1, 0, 1), null);
    String sampled = json(ServiceStatistics.of(row(SERVICE, requests)));

    assertThat(onlyOlder)
        .contains(
            "\"requests\":0,", "\"older\":{\"requests\":2,\"errors\":1}", "\"error_rate\":null")
        .doesNotContain("sampled");
    assertThat(sampled).contains("\"sampled\":1,", "\"error_rate\":0.0");
    ServiceStatistics row = ServiceStatistics.of(row(SERVICE, requests));
    assertThat(Json.read(Json.write(row), ServiceStatistics.class)).isEqualTo(row);
  }

  @Test
  void refusesARowOfTheOtherKind() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EdgeStatistics.of(row(SERVICE, requests)))
        .withMessageContaining("row must be of an edge");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServiceStatistics.of(row(EDGE, calls)))
        .withMessageContaining("row must be of a service");
  }

  private static String json(Record row) {
    return new String(Json.write(row), StandardCharsets.UTF_8);
  }

  private static StatisticsRow row(StatisticsSubject subject, Tally tally) {
    return new StatisticsRow(subject, START, START.plusSeconds(10), tally, true);
  }
}
