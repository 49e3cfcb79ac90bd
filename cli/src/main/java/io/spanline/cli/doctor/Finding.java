package io.spanline.cli.doctor;

import org.jspecify.annotations.Nullable;

/**
 * One thing that was looked at.
 *
 * @param found what it is like, and where it came from
 * @param mend what to type or do; null where nothing need be done
 */
public record Finding(Grade grade, String thing, String found, @Nullable String mend) {
  static Finding ok(String thing, String found) {
    return new Finding(Grade.OK, thing, found, null);
  }

  static Finding note(String thing, String found, @Nullable String mend) {
    return new Finding(Grade.NOTE, thing, found, mend);
  }

  static Finding mend(String thing, String found, String mend) {
    return new Finding(Grade.MEND, thing, found, mend);
  }
}
