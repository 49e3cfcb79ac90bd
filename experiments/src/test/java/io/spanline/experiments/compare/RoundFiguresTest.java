package io.spanline.experiments.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.captures.baseline.Observations;
import io.spanline.captures.replay.ReplayLine;
import io.spanline.experiments.compare.Criterion.Quantity;
import io.spanline.experiments.compare.RoundFigures.Decided;
import io.spanline.experiments.compare.RoundFigures.RoundPair;
import io.spanline.model.SpanId;
import io.spanline.model.TraceId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundFiguresTest {
  private static final int BLOCKS = 4;
  private static final int CASES = 120;
  private static final int SLOW_FAILURE = 3000;
  private static final Observations NOTHING = new Observations(new TreeMap<>(), new TreeMap<>());
  private static final List<Criterion> CHANGES =
      List.of(
          Criterion.ofRoots(Quantity.P95, Limits.DEFAULT),
          Criterion.ofRoots(Quantity.ERROR_RATE, Limits.DEFAULT));

  /** Every tenth case: p95 of all answers would be that of the failures. */
  @Test
  void aFailedAnswerHasNoTime() {
    List<Decided> figures = failing(SLOW_FAILURE);

    assertThat(figure(figures, "p95_ms").word()).isEqualTo(Word.UNCLEAR);
    assertThat(figure(figures, "p95_ms").after().doubleValue()).isLessThan(30);
    assertThat(figure(figures, "error_rate").word()).isEqualTo(Word.WORSE);
  }

  /** Nor has the same case in the other round: else p95 would move because slow cases fail. */
  @Test
  void aCaseThatFailedInARoundHasNoTimeInTheOtherOne() {
    List<RoundPair> blocks = new ArrayList<>();
    for (int block = 0; block < BLOCKS; block++) {
      blocks.add(pair(round("a", CASES, 200, 200), round("a", CASES, 500, 200)));
    }

    Figure p95 = figure(judged(blocks, List.of("a")), "p95_ms");

    assertThat(p95.before()).isEqualByComparingTo(p95.after());
    assertThat(p95.before().doubleValue()).isLessThan(30);
  }

  private static List<Decided> failing(int millis) {
    List<RoundPair> blocks = new ArrayList<>();
    for (int block = 0; block < BLOCKS; block++) {
      blocks.add(pair(round("a", CASES, 200, 0), round("a", CASES, 500, millis)));
    }
    return judged(blocks, List.of("a"));
  }

  /** So many take it for no error at all to say less than two points: docs/verdict.md. */
  @ParameterizedTest
  @CsvSource({"1, 296, UNCLEAR", "1, 297, SAME", "2, 330, UNCLEAR", "2, 331, SAME"})
  void noErrorsAreTheSameFromThatManyRequestsOn(int services, int requests, Word expected) {
    List<String> names = Stream.of("a", "b").limit(services).toList();
    List<RoundPair> blocks = new ArrayList<>();
    for (int block = 0; block < BLOCKS; block++) {
      int size = requests * (block + 1) / BLOCKS - requests * block / BLOCKS;
      List<ReplayLine> both =
          names.stream().flatMap(name -> round(name, size, 200, 0).stream()).toList();
      blocks.add(pair(both, both));
    }

    List<Decided> figures = judged(blocks, names);

    assertThat(figures)
        .filteredOn(each -> each.figure().isRate())
        .hasSize(services)
        .allMatch(each -> each.figure().word() == expected);
  }

  private static RoundPair pair(List<ReplayLine> healthy, List<ReplayLine> faulty) {
    return new RoundPair(healthy, faulty, NOTHING, NOTHING);
  }

  private static List<Decided> judged(List<RoundPair> blocks, List<String> asked) {
    return RoundFigures.ofPairs(blocks, asked, CHANGES, Limits.DEFAULT).decided();
  }

  private static Figure figure(List<Decided> figures, String name) {
    return figures.stream()
        .map(Decided::figure)
        .filter(figure -> figure.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Cases of 20 to 29 ms; every tenth has that status and takes so many milliseconds more. */
  private static List<ReplayLine> round(String service, int cases, int status, int more) {
    return IntStream.range(0, cases)
        .mapToObj(
            i ->
                i % 10 == 9
                    ? line(service, i, status, 29 + more)
                    : line(service, i, 200, 20 + i % 10))
        .toList();
  }

  private static ReplayLine line(String service, int n, int status, long millis) {
    long intended = 20_000_000L * n;
    return new ReplayLine(
        n + 1,
        1,
        new TraceId(service.hashCode(), n + 1),
        new TraceId(2, n + 1),
        new SpanId(n + 1),
        service,
        "GET /",
        new ReplayLine.Moments(intended, intended, intended, intended + millis * 1_000_000),
        status,
        null,
        0,
        null);
  }
}
