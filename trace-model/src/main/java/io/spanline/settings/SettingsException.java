package io.spanline.settings;

import java.util.ArrayList;
import java.util.List;

/** Wrong settings: every problem at once, for a person to read. */
public final class SettingsException extends RuntimeException {
  private final transient List<String> problems;

  public SettingsException(List<String> problems) {
    super("wrong settings: " + String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** Throws if any list of problems has one, with those of all. */
  @SafeVarargs
  public static void throwIfAny(List<String>... problems) {
    List<String> all = new ArrayList<>();
    for (List<String> some : problems) {
      all.addAll(some);
    }
    if (!all.isEmpty()) {
      throw new SettingsException(all);
    }
  }

  public List<String> problems() {
    return problems;
  }
}
