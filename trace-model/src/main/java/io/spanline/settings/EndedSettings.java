package io.spanline.settings;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings that earlier versions had. Each is still refused, like any unknown name, but by a
 * sentence that says why it is gone and what to do: no guess at a similar name.
 */
final class EndedSettings {
  /** By full name: what became of the setting, then the next step. */
  private static final Map<String, String> ENDS =
      Map.of("SPANLINE_GUARANTEE", "exactly-once is the only guarantee; unset it");

  private EndedSettings() {}

  /** The problem with a setting that has ended; null if the name never was one. */
  static @Nullable String problem(String name) {
    String end = ENDS.get(name);
    return end == null ? null : name + " has ended: " + end;
  }
}
