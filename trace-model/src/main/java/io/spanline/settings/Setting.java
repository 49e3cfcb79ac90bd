package io.spanline.settings;

import java.util.function.Function;

/**
 * One setting: an environment variable with a meaning, a default and a reader.
 *
 * @param reader turns text into the value; throws {@link IllegalArgumentException} that says which
 *     rule was broken
 */
public record Setting<T>(
    String name, String meaning, String defaultText, Function<String, T> reader) {
  public Setting {
    if (!name.matches("SPANLINE_[A-Z0-9_]+")) {
      throw new IllegalArgumentException("setting name must be SPANLINE_…, was " + name);
    }
  }
}
