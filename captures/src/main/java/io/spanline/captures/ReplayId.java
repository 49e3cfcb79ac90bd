package io.spanline.captures;

import java.util.Optional;

/** The number of a replay, in text {@code replay_001}; its files are named after it. */
public record ReplayId(int number) implements Numbering.Id, Comparable<ReplayId> {
  private static final String KIND = "replay";

  public static final Numbering<ReplayId> NUMBERING = new Numbering<>(KIND, ReplayId::new);

  public ReplayId {
    Numbering.require(KIND, number);
  }

  /** The id that a text stands for; empty if the text is not exactly one id's. */
  public static Optional<ReplayId> parse(String text) {
    return NUMBERING.parse(text);
  }

  @Override
  public int compareTo(ReplayId other) {
    return Integer.compare(number, other.number);
  }

  @Override
  public String toString() {
    return Numbering.text(KIND, number);
  }
}
