package io.spanline.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One line for people, or a part of one. Whatever its texts hold, it stays one line and does
 * nothing to a terminal: {@link Visible}. Colour comes from styles alone, never from marks in a
 * text.
 */
public final class Line {
  private final List<Part> parts;

  /** A text that is visible already. */
  private record Part(Style style, String text) {}

  private Line(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  public static Line of(String text) {
    return of(Style.PLAIN, text);
  }

  public static Line of(Style style, String text) {
    return new Line(List.of(new Part(style, Visible.text(text))));
  }

  /** A word in a style, and a plain text after it. */
  public static Line of(Style style, String word, String text) {
    return of(style, word).then(" " + text);
  }

  public Line then(String text) {
    return then(of(text));
  }

  public Line then(Line more) {
    List<Part> all = new ArrayList<>(parts);
    all.addAll(more.parts);
    return new Line(all);
  }

  /** All of it in one style. */
  public Line in(Style style) {
    return new Line(List.of(new Part(style, toString())));
  }

  public int length() {
    return toString().length();
  }

  /** With blanks after it up to a width. */
  public Line padded(int width) {
    return then(blanks(width));
  }

  /** With blanks before it up to a width. */
  public Line toTheRight(int width) {
    return of(blanks(width)).then(this);
  }

  private String blanks(int width) {
    return " ".repeat(Math.max(0, width - length()));
  }

  /** At most as long as a width, in one style; an ellipsis ends what was cut. */
  public Line cut(int width) {
    if (length() <= width) {
      return this;
    }
    String text = toString();
    int end = Math.max(0, width - 1);
    boolean splits = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
    String kept = text.substring(0, splits ? end - 1 : end);
    return new Line(List.of(new Part(parts.get(0).style(), kept + "…")));
  }

  /** For a terminal that has colour. */
  public String coloured() {
    return parts.stream()
        .map(part -> part.style().around(part.text()))
        .collect(Collectors.joining());
  }

  /** Without colour. */
  @Override
  public String toString() {
    return parts.stream().map(Part::text).collect(Collectors.joining());
  }
}
