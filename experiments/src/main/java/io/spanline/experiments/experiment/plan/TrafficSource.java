package io.spanline.experiments.experiment.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** Where the requests of an experiment's rounds come from. */
public enum TrafficSource {
  /** Spanline sends those of a capture. */
  REPLAY,
  /** Spanline sends those that the shop takes. */
  SHOP,
  /** Others send; Spanline sends nothing. */
  EXTERNAL;

  /** Whether Spanline sends them: the same ones in each round, so that they make pairs. */
  public boolean isSent() {
    return this != EXTERNAL;
  }

  /** As files and people write it. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException with the words that there are
   */
  @JsonCreator
  public static TrafficSource of(String word) {
    return Arrays.stream(values())
        .filter(each -> each.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("traffic is replay, shop or external"));
  }
}
