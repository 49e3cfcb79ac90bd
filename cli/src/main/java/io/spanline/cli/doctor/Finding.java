package io.spanline.cli.doctor;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The result of one check.
 *
 * @param found its state, and where it came from
 * @param mend what to type or do; null if nothing needs doing
 */
public record Finding(Grade grade, String thing, String found, @Nullable String mend) {
  /** How bad it is. */
  public enum Grade {
    @JsonProperty("ok")
    OK("@|green ok   |@"),
    /** The demo runs without it; something else does not. */
    @JsonProperty("note")
    NOTE("@|yellow note |@"),
    /** The demo cannot run until it is mended. */
    @JsonProperty("mend")
    MEND("@|red mend |@");

    private final String mark;

    Grade(String mark) {
      this.mark = mark;
    }

    /** The beginning of its line, with picocli's colours. */
    public String mark() {
      return mark;
    }
  }

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
