package io.spanline.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One line for people, or a part of one. Whatever its texts hold, it stays one line and does
 * nothing to a terminal: {@link Visible}. Colour comes from styles alone, never from marks in a
 * text.
 */
public final class Line {
  /** The end of a name that was too long. */
  private static final Pattern HASH = Pattern.compile("~[0-9a-f]{16}$");

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

  /**
   * At most as long as a width, in one style; an ellipsis stands for what was cut. A name that ends
   * with a hash of its rest keeps the hash if there is room, or two such names would look alike.
   */
  public Line cut(int width) {
    if (length() <= width) {
      return this;
    }
    String text = toString();
    Matcher hash = HASH.matcher(text);
    String end = hash.find() && hash.group().length() + 1 < width ? "…" + hash.group() : "…";
    String cut = beginning(text, width - end.length()) + end;
    return new Line(List.of(new Part(parts.get(0).style(), cut)));
  }

  private static String beginning(String text, int length) {
    int end = Math.max(0, length);
    boolean splits = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, splits ? end - 1 : end);
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
