package io.spanline.file;

import static io.spanline.model.Spans.ms;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.Traces;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TallyTest {
  @Test
  void onlyEntrySpansAreRequests() {
    ServiceTally tally = new ServiceTally();

    tally.add(Traces.aCallsBCallsC());

    assertThat(tally.services())
        .isEqualTo(
            new TreeMap<>(
                Map.of(
                    "service-a", once(ms(50)),
                    "service-b", once(ms(36)),
                    "service-c", once(ms(25)))));
  }

  @Test
  void quantilesAreThoseOfCountingByHand() {
    Random random = new Random(7);
    ServiceTally tally = new ServiceTally();
    List<Long> nanos = new ArrayList<>();
    for (int i = 0; i < 1_003; i++) {
      long duration = random.nextLong(1, 5_000_000_000L);
      nanos.add(duration);
      tally.add(request("t" + i, Duration.ofNanos(duration)));
    }

    Baseline.Service service = tally.services().get("a");

    assertThat(service.p50()).isEqualTo(countedQuantile(nanos, 50));
    assertThat(service.p95()).isEqualTo(countedQuantile(nanos, 95));
    assertThat(service.requests()).isEqualTo(1_003);
  }

  @Test
  void errorRateIsErrorsByRequests() {
    ServiceTally tally = new ServiceTally();
    tally.add(request("t1", ms(1)));
    tally.add(request("t2", ms(1)));
    tally.add(Traces.complete(List.of(Spans.entry("a").inTrace("t3").failed().span())));

    Baseline.Service service = tally.services().get("a");

    assertThat(service.errors()).isEqualTo(1);
    assertThat(service.errorRate()).isEqualTo(new BigDecimal("0.333333"));
  }

  @Test
  void countsOutcomesSpansAndOperations() {
    CountTally tally = new CountTally();
    tally.add(Traces.aCallsBCallsC());
    tally.add(request("t2", ms(1)));

    Manifest.Counts counts = tally.counts();

    assertThat(counts.traces()).isEqualTo(2);
    assertThat(counts.spans()).isEqualTo(6);
    assertThat(counts.outcomes()).isEqualTo(Map.of("complete", 2L));
    assertThat(counts.services().get("service-b"))
        .isEqualTo(
            new Manifest.ServiceCounts(2, 1, 0, new TreeMap<>(Map.of("service-b-operation", 1L))));
  }

  /** The smallest sample that at least q percent of the samples do not exceed. */
  private static Duration countedQuantile(List<Long> nanos, int percent) {
    BigDecimal wanted =
        BigDecimal.valueOf(nanos.size())
            .multiply(BigDecimal.valueOf(percent))
            .divide(BigDecimal.valueOf(100), 0, RoundingMode.CEILING);
    long smallest =
        nanos.stream()
            .filter(sample -> nanos.stream().filter(n -> n <= sample).count() >= wanted.longValue())
            .mapToLong(Long::longValue)
            .min()
            .orElseThrow();
    return Duration.ofNanos(smallest);
  }

  private static Trace request(String trace, Duration duration) {
    return Traces.complete(List.of(Spans.entry("a").inTrace(trace).took(duration).span()));
  }

  private static Baseline.Service once(Duration latency) {
    return new Baseline.Service(1, 0, latency, latency, latency, latency);
  }
}
