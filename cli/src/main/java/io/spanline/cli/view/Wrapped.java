package io.spanline.cli.view;

import java.util.ArrayList;
import java.util.List;

/** A text over several lines, the further ones indented. */
final class Wrapped {
  private static final String INDENT = "  ";

  private Wrapped() {}

  /**
   * The lines, none longer than the width but for a word that is.
   *
   * @param mark what the text begins with; may hold picocli's marks
   */
  static List<String> of(String mark, String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(mark);
    int length = mark.replaceAll("@\\|\\S+ (.*)\\|@", "$1").length();
    for (String word : Cells.name(text, Integer.MAX_VALUE).split(" ", -1)) {
      if (length + word.length() > width && length > INDENT.length()) {
        lines.add(line.toString().stripTrailing());
        line = new StringBuilder(INDENT);
        length = INDENT.length();
      }
      line.append(word).append(' ');
      length += word.length() + 1;
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }
}
