package io.spanline.bench.verdict;

import io.spanline.captures.baseline.Observations.OfService;
import io.spanline.captures.baseline.Outcomes;
import io.spanline.experiments.compare.Comparison;
import io.spanline.experiments.compare.Limits;
import io.spanline.experiments.compare.Side;
import io.spanline.experiments.compare.Word;
import java.util.Random;
import java.util.stream.IntStream;

/** How errors follow each other on two equal sides whose latencies nobody knows. */
enum Errors {
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

  /** Two such sides, of which at most 2 % may be called worse. */
  EqualSides equalSides(Sizes sizes) {
    return new EqualSides(words, true, sizes, random -> isAnyWorse(sizes, random));
  }

  private boolean isAnyWorse(Sizes sizes, Random random) {
    Side before = side(sizes.before(), random);
    Side after = side(sizes.after(), random);
    return Comparison.of(before, after, Limits.DEFAULT).has(Word.WORSE);
  }

  private Side side(int requests, Random random) {
    return Side.of(
        Star.round(
            IntStream.range(0, Star.SERVICES)
                .mapToObj(service -> service(requests, random))
                .toList()));
  }

  private OfService service(int requests, Random random) {
    Outcomes outcomes = new Outcomes();
    for (boolean isError : failed(requests, random)) {
      outcomes.add(isError);
    }
    return Star.service(outcomes, Star.NONE);
  }

  /** Which of so many requests fail. */
  boolean[] failed(int requests, Random random) {
    boolean[] failed = new boolean[requests];
    boolean isError = random.nextDouble() < RATE;
    for (int i = 0; i < requests; i++) {
      failed[i] = isError;
      if (random.nextDouble() >= repeated) {
        isError = random.nextDouble() < RATE;
      }
    }
    return failed;
  }
}
