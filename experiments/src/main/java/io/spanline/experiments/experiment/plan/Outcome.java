package io.spanline.experiments.experiment.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** How an experiment ends that ran to its end. */
public enum Outcome {
  /** What decides is shown not to be worse. */
  PASS(0),
  /** Some of it is shown to be worse. */
  FAIL(10),
  /** Neither. */
  INCONCLUSIVE(11),
  /** The figures do not say what they should: the fault did not act, or requests are missing. */
  INVALID(13);

  private final int exitCode;

  Outcome(int exitCode) {
    this.exitCode = exitCode;
  }

  public int exitCode() {
    return exitCode;
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
  public static Outcome of(String word) {
    return Arrays.stream(values())
        .filter(each -> each.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is no outcome; there are pass, fail, inconclusive, invalid"
                        .formatted(word)));
  }
}
