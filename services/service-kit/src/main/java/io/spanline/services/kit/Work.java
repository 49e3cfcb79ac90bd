package io.spanline.services.kit;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The work a service does for a request: it takes time and holds a thread, as a query would. Its
 * times are a sequence fixed by the seed: the nth draw is a function of seed and n alone, whichever
 * thread draws it.
 */
public final class Work {

  /** An odd constant without pattern, to keep the streams of neighbouring draws apart. */
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private final WorkProfile profile;
  private final long seed;
  private final AtomicLong drawn = new AtomicLong();

  /** The name is part of the seed, else three services with one seed would be slow together. */
  public Work(String service, WorkProfile profile, long seed) {
    this.profile = profile;
    this.seed = seed ^ ((long) service.hashCode() << 32);
  }

  public void perform() {
    long end = System.nanoTime() + next().toNanos();
    // Parked, not Thread.sleep: JDK 17 rounds that up to whole milliseconds.
    for (long left = end - System.nanoTime();
        left > 0 && !Thread.currentThread().isInterrupted();
        left = end - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
    }
  }

  public Duration next() {
    return at(drawn.getAndIncrement());
  }

  /** The nth draw, from 0. */
  public Duration at(long n) {
    SplittableRandom random = new SplittableRandom(seed + n * GOLDEN_GAMMA);
    return profile.at(gaussian(random));
  }

  /** Box–Muller, written out because the JDK may change its own algorithm between releases. */
  private static double gaussian(SplittableRandom random) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }
}
