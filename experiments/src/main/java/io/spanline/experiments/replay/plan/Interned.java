package io.spanline.experiments.replay.plan;

import org.jspecify.annotations.Nullable;

/**
 * Gives equal values back as one object, as far as {@value #SLOTS} of them go: a capture has few
 * paths, or too many to keep each twice.
 */
final class Interned<T> {
  private static final int SLOTS = 1 << 12;

  private final @Nullable Object[] slots = new Object[SLOTS];

  /** An equal value that came before, or this one. */
  @SuppressWarnings("unchecked") // what is equal to a T and came as one is a T
  T of(T value) {
    int slot = (value.hashCode() * 0x9e3779b1) >>> 20;
    if (!value.equals(slots[slot])) {
      slots[slot] = value;
    }
    return (T) slots[slot];
  }
}
