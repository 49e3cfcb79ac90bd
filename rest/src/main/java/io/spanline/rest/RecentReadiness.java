package io.spanline.rest;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at readiness at most once a second and by one thread at a time: asking needs no token, and
 * one look may take seconds.
 */
final class RecentReadiness {
  private static final Duration LONGEST_USE = Duration.ofSeconds(1);
  // Longer than the longest look, so that others need not wait for it.
  private static final Duration LONGEST_USE_MEANWHILE = Duration.ofSeconds(10);

  private final ReentrantLock looking = new ReentrantLock();
  private final Readiness readiness;
  private final LongSupplier nanos;
  private volatile @Nullable State last;

  RecentReadiness(Readiness readiness, LongSupplier nanos) {
    this.readiness = readiness;
    this.nanos = nanos;
  }

  /** The result of a look, and when it ended. */
  record State(List<String> missing, List<String> warnings, long nanos) {
    State {
      missing = List.copyOf(missing);
      warnings = List.copyOf(warnings);
    }
  }

  /** A new look, or the last one if it is recent or another thread is looking. */
  State state() {
    State known = last;
    if (known != null
        && (isWithin(LONGEST_USE, known)
            || (looking.isLocked() && isWithin(LONGEST_USE_MEANWHILE, known)))) {
      return known;
    }
    looking.lock();
    try {
      State other = last;
      if (other != null && isWithin(LONGEST_USE, other)) {
        return other;
      }
      List<String> missing = readiness.missing();
      List<String> warnings = missing.isEmpty() ? readiness.warnings() : List.of();
      State seen = new State(missing, warnings, nanos.getAsLong());
      last = seen;
      return seen;
    } finally {
      looking.unlock();
    }
  }

  private boolean isWithin(Duration age, State state) {
    return nanos.getAsLong() - state.nanos() < age.toNanos();
  }
}
