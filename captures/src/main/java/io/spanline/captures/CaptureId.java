package io.spanline.captures;

import java.util.Optional;

/** The number of a capture, in text {@code capture_001}; its files are named after it. */
public record CaptureId(int number) implements Numbering.Id, Comparable<CaptureId> {
  private static final String KIND = "capture";

  public static final Numbering<CaptureId> NUMBERING = new Numbering<>(KIND, CaptureId::new);

  public CaptureId {
    Numbering.require(KIND, number);
  }

  /** The id that a text stands for; empty if the text is not exactly one id's. */
  public static Optional<CaptureId> parse(String text) {
    return NUMBERING.parse(text);
  }

  @Override
  public int compareTo(CaptureId other) {
    return Integer.compare(number, other.number);
  }

  @Override
  public String toString() {
    return Numbering.text(KIND, number);
  }
}
