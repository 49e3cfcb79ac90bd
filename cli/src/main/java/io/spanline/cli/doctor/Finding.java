package io.spanline.cli.doctor;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.spanline.terminal.Line;
import io.spanline.terminal.Style;
import java.util.Locale;
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
    OK(Style.GREEN),
    /** The demo runs without it; something else does not. */
    @JsonProperty("note")
    NOTE(Style.YELLOW),
    /** The demo cannot run until it is mended. */
    @JsonProperty("mend")
    MEND(Style.RED);

    private final Style style;

    Grade(Style style) {
      this.style = style;
    }

    /** The beginning of its line. */
    public Line mark() {
      return Line.of(style, name().toLowerCase(Locale.ROOT)).padded(5);
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
