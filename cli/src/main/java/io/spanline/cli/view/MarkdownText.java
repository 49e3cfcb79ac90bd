package io.spanline.cli.view;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts in Markdown. Names come from spans: nothing in them is a mark, a link, an entity or a
 * mention of somebody.
 */
final class MarkdownText {
  private static final Pattern MARK = Pattern.compile("[\\\\`*_\\[\\]<>#|~$&]|^[-+=]");

  // Where forges make links of plain text, even if a mark before it is escaped: a mention, the
  // number of a ticket, an address.
  private static final Pattern LINK =
      Pattern.compile("@|#|:(?=//)|www(?=\\.)", Pattern.CASE_INSENSITIVE);
  private static final String BREAK = "&#8203;";

  private MarkdownText() {}

  static String of(String text) {
    StringBuilder safe = new StringBuilder();
    int end = 0;
    Matcher links = LINK.matcher(text);
    while (links.find()) {
      safe.append(escaped(text.substring(end, links.end()))).append(BREAK);
      end = links.end();
    }
    return safe.append(escaped(text.substring(end))).toString();
  }

  private static String escaped(String text) {
    return MARK.matcher(text).replaceAll("\\\\$0");
  }

  /** A row of a table. */
  static String row(String... cells) {
    StringBuilder row = new StringBuilder("|");
    for (String cell : cells) {
      row.append(' ').append(of(cell)).append(" |");
    }
    return row.toString();
  }

  /**
   * A page: sentences, a table if it has rows, and a list of notes.
   *
   * @param head of the table, with the row that aligns it
   */
  static List<String> page(
      List<String> sentences, List<String> head, List<String> rows, List<String> notes) {
    List<String> lines = new ArrayList<>();
    lines.add(of(String.join(" ", sentences)));
    if (!rows.isEmpty()) {
      lines.add("");
      lines.addAll(head);
      lines.addAll(rows);
    }
    lines.add("");
    notes.forEach(note -> lines.add("- " + of(note)));
    return lines;
  }
}
