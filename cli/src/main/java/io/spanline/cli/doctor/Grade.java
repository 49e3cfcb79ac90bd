package io.spanline.cli.doctor;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a thing that was looked at stands. */
public enum Grade {
  @JsonProperty("ok")
  OK("@|green ok   |@"),
  /** The demo runs without it; something else does not. */
  @JsonProperty("note")
  NOTE("@|yellow note |@"),
  /** The demo cannot run before it is mended. */
  @JsonProperty("mend")
  MEND("@|red mend |@");

  private final String mark;

  Grade(String mark) {
    this.mark = mark;
  }

  /** As it begins a line, with picocli's colours. */
  public String mark() {
    return mark;
  }
}
