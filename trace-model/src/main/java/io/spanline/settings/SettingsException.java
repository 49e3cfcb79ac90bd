package io.spanline.settings;

import java.util.List;

/** Wrong settings: every problem at once, for a person to read. */
public final class SettingsException extends RuntimeException {
  private final transient List<String> problems;

  public SettingsException(List<String> problems) {
    super("wrong settings: " + String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
