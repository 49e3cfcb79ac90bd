package io.spanline.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;

/** Latencies of known distributions, drawn from a seed, and digests of them. */
enum Samples {
  LOG_NORMAL(random -> (long) (20e6 * Math.exp(random.nextGaussian()))),
  SLOW_4_8_PERCENT(random -> random.nextInt(1_000) < 48 ? slow(random) : fast(random)),
  SLOW_5_2_PERCENT(random -> random.nextInt(1_000) < 52 ? slow(random) : fast(random)),
  PARETO(random -> (long) (1e6 * Math.pow(1 - random.nextDouble(), -1 / 1.2))),
  CONSTANT(random -> 25_000_000L),
  FEW_VALUES(random -> (random.nextInt(5) - 1) * 1_000_000L),
  SIGNED_GAPS(random -> (long) (3e6 * random.nextGaussian())),
  RISING(random -> random.nextInt(2_000)) {
    @Override
    long[] draw(int n, long seed) {
      long[] samples = super.draw(n, seed);
      Arrays.parallelPrefix(samples, Long::sum);
      return samples;
    }
  };

  private final ToLongFunction<Random> next;

  Samples(ToLongFunction<Random> next) {
    this.next = next;
  }

  long[] draw(int n, long seed) {
    Random random = new Random(seed);
    return LongStream.generate(() -> next.applyAsLong(random)).limit(n).toArray();
  }

  static LatencyDigest digest(long... samples) {
    LatencyDigest digest = new LatencyDigest();
    for (long sample : samples) {
      digest.add(sample);
    }
    return digest;
  }

  /** Digests of so many parts of unequal sizes, shuffled; many of them are exact. */
  static List<LatencyDigest> parts(long[] samples, int number, Random random) {
    int[] cuts = random.ints(number - 1L, 0, samples.length + 1).sorted().toArray();
    List<LatencyDigest> parts = new ArrayList<>();
    int from = 0;
    for (int cut : cuts) {
      parts.add(digest(Arrays.copyOfRange(samples, from, cut)));
      from = cut;
    }
    parts.add(digest(Arrays.copyOfRange(samples, from, samples.length)));
    Collections.shuffle(parts, random);
    return parts;
  }

  static LatencyDigest merged(List<LatencyDigest> parts) {
    LatencyDigest all = new LatencyDigest();
    parts.forEach(all::addAll);
    return all;
  }

  /** Merged three by three, and what came of it again, written and read in between. */
  static LatencyDigest mergedInLayers(List<LatencyDigest> parts) {
    List<LatencyDigest> layer = parts;
    while (layer.size() > 1) {
      List<LatencyDigest> next = new ArrayList<>();
      for (int from = 0; from < layer.size(); from += 3) {
        LatencyDigest three = merged(layer.subList(from, Math.min(from + 3, layer.size())));
        next.add(LatencyDigest.of(three.toBytes()));
      }
      layer = next;
    }
    return layer.get(0);
  }

  private static long fast(Random random) {
    return 20_000_000 + random.nextInt(10_000_000);
  }

  private static long slow(Random random) {
    return 220_000_000 + random.nextInt(10_000_000);
  }
}
