package io.spanline.cli.view;

import java.util.ArrayList;
import java.util.List;

/** A text on lines of a width, broken between words. */
public final class Wrapped {
  private Wrapped() {}

  /** The lines; none is longer than the width but for a word that is. */
  public static List<String> at(int width, String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
