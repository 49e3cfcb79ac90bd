package io.spanline.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.statistics.StatisticsSubject.Edge;
import io.spanline.statistics.StatisticsSubject.Service;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatisticsRowTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Service SERVICE = new Service("service-a");

  @Test
  void comesBackFromBytes() {
    CallTally calls = new CallTally();
    calls.add(new CallCounts(1, 1, 0), new CallTimes(50L, 90L, -20L));
    calls.add(new CallCounts(1, 0, 1), new CallTimes(null, null, null));
    Edge edge = new Edge("service-a", "service-b");
    StatisticsRow row = new StatisticsRow(edge, START, START.plusSeconds(10), calls, true);

    StatisticsRow read = StatisticsRow.of(row.toBytes());

    assertThat(read.subject()).isEqualTo(edge);
    assertThat(read.key()).isEqualTo("service-a->service-b@2026-01-01T00:00:00Z");
    assertThat(read.windowEnd()).isEqualTo(START.plusSeconds(10));
    assertThat(read.isFinal()).isTrue();
    CallTally tally = (CallTally) read.tally();
    assertThat(tally.count()).isEqualTo(2);
    assertThat(tally.errors()).isEqualTo(1);
    assertThat(tally.unanswered()).isEqualTo(1);
    assertThat(tally.client().count()).isEqualTo(1);
    assertThat(tally.gap().minNanos()).isEqualTo(-20);
    assertThat(read.toBytes()).isEqualTo(row.toBytes());
  }

  @Test
  void keepsRequestsApartFromTimesAndFromOlderOnes() {
    RequestTally requests = new RequestTally();
    requests.add(new RequestCounts(3, 2, 1), null);
    requests.add(RequestCounts.NONE, 70L);
    requests.addOlder(new RequestCounts(5, 4, 0));

    StatisticsRow row = new StatisticsRow(SERVICE, START, START.plusSeconds(10), requests, false);
    RequestTally read = (RequestTally) StatisticsRow.of(row.toBytes()).tally();

    assertThat(read.count()).isEqualTo(3);
    assertThat(read.errors()).isEqualTo(2);
    assertThat(read.sampled()).isEqualTo(1);
    assertThat(read.latencies().count()).isEqualTo(1);
    assertThat(read.latencies().sumNanos()).isEqualTo(70);
    assertThat(read.older()).isEqualTo(new RequestCounts(5, 4, 0));
    assertThat(read.toBytes()).isEqualTo(requests.toBytes());
  }

  @Test
  void refusesBytesOfSomethingElse() {
    byte[] bytes = row(0, true, 10).toBytes();

    assertThatThrownBy(() -> StatisticsRow.of(Arrays.copyOf(bytes, 20)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a statistics row: it ends too early");
    bytes[0] = 9;
    assertThatThrownBy(() -> StatisticsRow.of(bytes))
        .hasMessage("statistics row must have format 2, was 9");
  }

  /** A topic takes 1 MiB a record by default; names are at most 256 bytes. */
  @ParameterizedTest
  @ValueSource(ints = {2_000, 2_001, 200_000})
  void staysSmallHoweverManySamplesItHolds(int samples) {
    Random random = new Random(samples);
    CallTally calls = new CallTally();
    for (int i = 0; i < samples; i++) {
      calls.add(
          new CallCounts(1, 1, 0),
          new CallTimes(random.nextLong(), random.nextLong(), random.nextLong()));
    }
    Edge edge = new Edge("€".repeat(85), "€".repeat(85));

    int bytes = new StatisticsRow(edge, START, START.plusSeconds(10), calls, true).toBytes().length;

    assertThat(bytes).isLessThan(128 << 10);
  }

  private static StatisticsRow row(int startSeconds, boolean isFinal, long... nanos) {
    RequestTally tally = new RequestTally();
    Arrays.stream(nanos).forEach(nano -> tally.add(new RequestCounts(1, 0, 0), nano));
    Instant start = START.plusSeconds(startSeconds);
    return new StatisticsRow(SERVICE, start, start.plusSeconds(10), tally, isFinal);
  }
}
