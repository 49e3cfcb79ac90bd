package io.spanline.services.kit;

import java.util.List;

/** Settings that cannot be used, with every problem found in them. */
public final class InvalidSettings extends RuntimeException {

  private final transient List<String> problems;

  InvalidSettings(List<String> problems) {
    super("invalid settings: " + String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
