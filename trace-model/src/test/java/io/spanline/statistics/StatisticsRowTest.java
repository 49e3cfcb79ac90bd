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
    calls.addCall(50, true);
    calls.addCall(70, false);
    calls.addAnswer(90, -20);
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
    assertThat(tally.gap().minNanos()).isEqualTo(-20);
    assertThat(read.toBytes()).isEqualTo(row.toBytes());
  }

  @Test
  void refusesBytesOfSomethingElse() {
    byte[] bytes = row(0, true, 10).toBytes();

    assertThatThrownBy(() -> StatisticsRow.of(Arrays.copyOf(bytes, 20)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a statistics row: it ends too early");
    bytes[0] = 9;
    assertThatThrownBy(() -> StatisticsRow.of(bytes))
        .hasMessage("statistics row must have format 1, was 9");
  }

  /** A topic takes 1 MiB a record by default; names are at most 128 characters. */
  @ParameterizedTest
  @ValueSource(ints = {2_000, 2_001, 200_000})
  void staysSmallHoweverManySamplesItHolds(int samples) {
    Random random = new Random(samples);
    CallTally calls = new CallTally();
    for (int i = 0; i < samples; i++) {
      calls.addCall(random.nextLong(), true);
      calls.addAnswer(random.nextLong(), random.nextLong());
    }
    Edge edge = new Edge("€".repeat(128), "€".repeat(128));

    int bytes = new StatisticsRow(edge, START, START.plusSeconds(10), calls, true).toBytes().length;

    assertThat(bytes).isLessThan(128 << 10);
  }

  private static StatisticsRow row(int startSeconds, boolean isFinal, long... nanos) {
    RequestTally tally = new RequestTally();
    Arrays.stream(nanos).forEach(duration -> tally.add(duration, false));
    Instant start = START.plusSeconds(startSeconds);
    return new StatisticsRow(SERVICE, start, start.plusSeconds(10), tally, isFinal);
  }
}
