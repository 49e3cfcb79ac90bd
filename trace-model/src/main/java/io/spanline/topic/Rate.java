package io.spanline.topic;

import io.spanline.statistics.Tally;
import org.jspecify.annotations.Nullable;

/** The share of errors. */
final class Rate {
  private Rate() {}

  /** 0 to 1; null if nothing was counted that could fail. */
  static @Nullable Double of(Tally tally) {
    return tally.count() == 0 ? null : (double) tally.errors() / tally.count();
  }
}
