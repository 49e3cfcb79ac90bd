package io.spanline.streams.rest;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An answer that costs: made by one caller at a time and given to all who ask within a second, so
 * that impatient readers cannot take the machine from the stream thread.
 */
final class Recent<T> {
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Supplier<T> maker;
  private final LongSupplier nanoTime;
  private @Nullable T value;
  private long madeAt;

  Recent(Supplier<T> maker, LongSupplier nanoTime) {
    this.maker = maker;
    this.nanoTime = nanoTime;
  }

  synchronized T get() {
    T last = value;
    if (last != null && nanoTime.getAsLong() - madeAt < FRESH.toNanos()) {
      return last;
    }
    T made = maker.get();
    value = made;
    madeAt = nanoTime.getAsLong();
    return made;
  }
}
