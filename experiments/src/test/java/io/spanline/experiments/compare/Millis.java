package io.spanline.experiments.compare;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;

/** Made-up latencies: written in milliseconds, held in nanoseconds. */
record Millis(long[] nanos) {
  private static final double MILLI = 1e6;
  private static final double SPREAD = 0.2;

  /** The same latency, n times. */
  static Millis all(double millis, int n) {
    return new Millis(LongStream.generate(() -> nanos(millis)).limit(n).toArray());
  }

  /** Log-normal ones around a median. */
  static Millis around(double median, int n, long seed) {
    Random random = new Random(seed);
    return new Millis(
        LongStream.generate(() -> nanos(median * StrictMath.exp(SPREAD * random.nextGaussian())))
            .limit(n)
            .toArray());
  }

  /** From, from + 1 and so on, to the last. */
  static Millis each(int from, int to) {
    return new Millis(LongStream.rangeClosed(from, to).map(Millis::nanos).toArray());
  }

  Millis plus(Millis other) {
    long[] sums = nanos.clone();
    Arrays.setAll(sums, i -> nanos[i] + other.nanos[i]);
    return new Millis(sums);
  }

  Millis times(double factor) {
    return new Millis(Arrays.stream(nanos).map(each -> (long) (each * factor)).toArray());
  }

  Millis then(Millis other) {
    return new Millis(
        LongStream.concat(Arrays.stream(nanos), Arrays.stream(other.nanos)).toArray());
  }

  /** With the first ones ten times as long: caches that warm. */
  Millis cold(int first) {
    long[] slower = nanos.clone();
    for (int i = 0; i < first; i++) {
      slower[i] *= 10;
    }
    return new Millis(slower);
  }

  Sample sample() {
    return Sample.of(nanos);
  }

  private static long nanos(double millis) {
    return (long) (millis * MILLI);
  }
}
