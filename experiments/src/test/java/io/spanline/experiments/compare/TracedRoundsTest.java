package io.spanline.experiments.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.captures.baseline.Durations;
import io.spanline.captures.baseline.Observations;
import io.spanline.captures.baseline.Outcomes;
import io.spanline.experiments.compare.Criterion.Quantity;
import io.spanline.experiments.compare.RoundFigures.Decided;
import io.spanline.experiments.compare.RoundFigures.TracePair;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TracedRoundsTest {
  private static final int REQUESTS = 100;

  private record Made(double millis, int errors, int orders) {}

  private static final Made USUAL = new Made(20, 0, 50);

  @Test
  void aServiceIsWorseIfEachBlockShowsIt() {
    List<Decided> figures = figures(USUAL, new Made(220, 0, 50), new Made(200, 0, 50));

    assertThat(figures)
        .extracting(each -> each.figure().name())
        .containsExactly("p95_ms", "error_rate");
    assertThat(figures.get(0).figure().word()).isEqualTo(Word.WORSE);
    assertThat(figures.get(0).blocksAgree()).isTrue();
    assertThat(figures.get(1).figure().word()).isEqualTo(Word.SAME);
  }

  @Test
  void blocksDisagreeIfOneShowsLessThanHalf() {
    List<Decided> figures = figures(USUAL, new Made(220, 40, 50), new Made(21, 1, 50));

    assertThat(figures).noneMatch(Decided::blocksAgree);
  }

  @Test
  void errorsOfEachBlockAgree() {
    List<Decided> figures = figures(USUAL, new Made(20, 40, 50), new Made(20, 30, 50));

    assertThat(figures.get(1).figure().word()).isEqualTo(Word.WORSE);
    assertThat(figures.get(1).blocksAgree()).isTrue();
  }

  /** Slower operations that are asked for more often slow no request. */
  @Test
  void aServiceThatWasAskedForOtherThingsIsNotJudged() {
    List<Decided> figures = figures(USUAL, new Made(220, 0, 90), new Made(220, 0, 90));

    assertThat(figures).allMatch(each -> each.figure().word() == Word.OTHER_MIX);
  }

  private static List<Decided> figures(Made healthy, Made faulty, Made faultyInTheLastBlock) {
    List<TracePair> blocks =
        IntStream.range(0, 4)
            .mapToObj(
                block ->
                    new TracePair(
                        round(block, healthy),
                        round(10 + block, block == 3 ? faultyInTheLastBlock : faulty)))
            .toList();
    return RoundFigures.ofTraces(
            blocks,
            blocks,
            List.of(
                Criterion.ofRoots(Quantity.P95, Limits.DEFAULT),
                Criterion.ofRoots(Quantity.ERROR_RATE, Limits.DEFAULT)))
        .decided();
  }

  private static Observations round(int seed, Made made) {
    TreeMap<String, Observations.Requests> operations = new TreeMap<>();
    operations.put("GET /list", requests(seed, made, REQUESTS - made.orders()));
    operations.put("GET /order", requests(seed, made, made.orders()));
    TreeMap<String, Observations.OfService> services = new TreeMap<>();
    services.put(
        "service-a", new Observations.OfService(requests(seed, made, REQUESTS), operations));
    return new Observations(services, new TreeMap<>());
  }

  private static Observations.Requests requests(int seed, Made made, int count) {
    Random random = new Random(seed);
    long[] nanos =
        random
            .doubles(count)
            .mapToLong(each -> (long) (made.millis() * 1e6 * (1 + each / 10)))
            .toArray();
    return new Observations.Requests(
        Outcomes.of(count, Math.min(count, made.errors())), Durations.of(nanos));
  }
}
