package io.spanline.bench.verdict;

import com.fasterxml.jackson.annotation.JsonValue;
import io.spanline.captures.baseline.Durations;
import io.spanline.captures.baseline.Observations;
import io.spanline.captures.baseline.Observations.OfEdge;
import io.spanline.captures.baseline.Observations.OfService;
import io.spanline.captures.baseline.Observations.Requests;
import io.spanline.captures.baseline.Outcomes;
import io.spanline.experiments.compare.Comparison;
import io.spanline.experiments.compare.Limits;
import io.spanline.experiments.compare.Side;
import io.spanline.experiments.compare.Word;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** How errors follow each other on two equal sides whose latencies nobody knows. */
public enum Errors {
  INDEPENDENT("5 % errors, independent", 0),
  /** Six of ten requests end as the one before did, whatever that was. */
  IN_BURSTS("5 % errors in bursts", 0.6);

  private static final double RATE = 0.05;

  private final String words;
  private final double repeated;

  Errors(String words, double repeated) {
    this.words = words;
    this.repeated = repeated;
  }

  /** For people and files. */
  @JsonValue
  String words() {
    return words;
  }

  /** The share of trials that call anything worse, 0 to 1; uses every core. */
  double falseAlarms(int requests, long seed, int trials) {
    Draws draws = new Draws(name(), requests, seed);
    long found =
        IntStream.range(0, trials)
            .parallel()
            .filter(trial -> isAnyWorse(requests, draws.of(trial)))
            .count();
    return (double) found / trials;
  }

  private boolean isAnyWorse(int requests, Random random) {
    Side before = side(requests, random);
    Side after = side(requests, random);
    return Comparison.of(before, after, Limits.DEFAULT).has(Word.WORSE);
  }

  private Side side(int requests, Random random) {
    Durations none = Durations.of(new long[0]);
    SortedMap<String, OfService> services = new TreeMap<>();
    SortedMap<String, OfEdge> edges = new TreeMap<>();
    for (int i = 0; i < Trial.SERVICES; i++) {
      services.put(
          Trial.name(i),
          new OfService(new Requests(outcomes(requests, random), none), new TreeMap<>()));
      if (i > 0) {
        edges.put(
            Trial.ROOT + "->" + Trial.name(i),
            new OfEdge(Outcomes.of(requests, 0), none, none, none));
      }
    }
    return Side.of(new Observations(services, edges));
  }

  private Outcomes outcomes(int requests, Random random) {
    Outcomes outcomes = new Outcomes();
    boolean isError = random.nextDouble() < RATE;
    for (int i = 0; i < requests; i++) {
      outcomes.add(isError);
      if (random.nextDouble() >= repeated) {
        isError = random.nextDouble() < RATE;
      }
    }
    return outcomes;
  }
}
