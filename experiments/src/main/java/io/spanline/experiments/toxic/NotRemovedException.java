package io.spanline.experiments.toxic;

import java.util.List;

/** A toxic may still be on; the message names it and what to type. */
public final class NotRemovedException extends RuntimeException {
  private final List<String> lines;

  /** Toxics that may still be on, one message a line. */
  public NotRemovedException(List<String> lines) {
    super(String.join("\n", lines));
    this.lines = List.copyOf(lines);
  }

  public List<String> lines() {
    return lines;
  }
}
