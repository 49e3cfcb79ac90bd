package io.spanline.experiments.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spanline.experiments.experiment.run.MadeUpBaseline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayedBaselineTest {
  private static final String FAST = "GET /fast";
  private static final String SLOW = "GET /slow";
  private static final Duration FAST_TIME = Duration.ofMillis(10);
  private static final Duration SLOW_TIME = Duration.ofMillis(500);

  @TempDir private Path data;

  /** Of the baseline's requests 40 % are slow, of the replayed ones 2 %. */
  @Test
  void anOperationWeighsWhatItDoesAmongTheCases() throws IOException {
    MadeUpBaseline baseline =
        new MadeUpBaseline().with(FAST, 300, 0, FAST_TIME).with(SLOW, 200, 100, SLOW_TIME);

    Side.Requests few = side(baseline, Map.of(FAST, 98L, SLOW, 2L));
    Side.Requests half = side(baseline, Map.of(FAST, 50L, SLOW, 50L));

    assertThat(quantile(few, 0.95)).isCloseTo(10e6, within(1e6));
    assertThat(quantile(few, 0.99)).isCloseTo(500e6, within(1e6));
    assertThat(few.errors().rate().value()).isCloseTo(0.01, within(0.002));
    assertThat(quantile(half, 0.49)).isCloseTo(10e6, within(1e6));
    assertThat(quantile(half, 0.51)).isCloseTo(500e6, within(1e6));
    assertThat(half.errors().rate().value()).isCloseTo(0.25, within(0.002));
  }

  @Test
  void whatIsNotReplayedDoesNotCount() throws IOException {
    MadeUpBaseline baseline =
        new MadeUpBaseline().with(FAST, 100, 0, FAST_TIME).with(SLOW, 900, 900, SLOW_TIME);

    Side.Requests only = side(baseline, Map.of(FAST, 150L));

    assertThat(quantile(only, 1)).isCloseTo(10e6, within(1e6));
    assertThat(only.errors().rate()).isEqualTo(new RateChange.Rate(100, 0));
  }

  /** Half of what is replayed is known by four requests, so all of it by about sixteen. */
  @Test
  void isNoLargerThanWhatIsKnownOfItsRarestPart() throws IOException {
    MadeUpBaseline baseline =
        new MadeUpBaseline().with(FAST, 900, 0, FAST_TIME).with(SLOW, 4, 0, SLOW_TIME);

    Side.Requests half = side(baseline, Map.of(FAST, 50L, SLOW, 50L));

    assertThat(half.errors().rate().of()).isBetween(14L, 16L);
    assertThat(Objects.requireNonNull(half.latencies()).size()).isBetween(14L, 16L);
  }

  private Side.Requests side(MadeUpBaseline baseline, Map<String, Long> cases) throws IOException {
    SortedMap<String, SortedMap<String, Long>> byService = new TreeMap<>();
    byService.put("service-a", new TreeMap<>(cases));
    return Objects.requireNonNull(
            ReplayedBaseline.side(baseline.in(data), byService).services().get("service-a"))
        .all();
  }

  private static double quantile(Side.Requests of, double q) {
    return Objects.requireNonNull(of.latencies()).quantile(q);
  }
}
