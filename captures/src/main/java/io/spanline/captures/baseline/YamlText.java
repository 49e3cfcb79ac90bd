package io.spanline.captures.baseline;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.model.Printable;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A tree as YAML that people read and compare: one figure a line, pairs as {@code [low, high]}, a
 * comment above the fields that have one. Every text is quoted; a key only where it must be.
 */
final class YamlText {
  private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z][A-Za-z0-9_./>-]*");
  // What YAML 1.1 or 1.2 takes for something else than a text.
  private static final Pattern RESERVED =
      Pattern.compile("(?i)y|n|yes|no|true|false|on|off|null|nan|inf");
  // YAML's bound for a key on its field's line, less the escapes that a character may take.
  private static final int LONGEST_KEY = 1_000;

  private final Map<String, String> comments;
  private final StringBuilder out = new StringBuilder();

  private YamlText(Map<String, String> comments) {
    this.comments = comments;
  }

  /**
   * The text, a line feed at its end.
   *
   * @param comments what stands above a field of the tree's top, lines without their marks
   */
  static String of(JsonNode tree, Map<String, String> comments) {
    YamlText text = new YamlText(comments);
    tree.properties()
        .forEach(
            field -> {
              text.comment(field.getKey());
              text.field(0, field.getKey(), field.getValue());
            });
    return text.out.toString();
  }

  private void comment(String field) {
    comments
        .getOrDefault(field, "")
        .lines()
        .forEach(line -> out.append(line.isEmpty() ? "" : "# ").append(line).append('\n'));
  }

  private void field(int indent, String key, JsonNode value) {
    String name = key(key);
    if (name.length() <= LONGEST_KEY) {
      out.append("  ".repeat(indent)).append(name).append(':');
    } else {
      out.append("  ".repeat(indent)).append("? ").append(name).append('\n');
      out.append("  ".repeat(indent)).append(':');
    }
    value(indent, value);
  }

  /** After a key's colon: on its line, or below. */
  private void value(int indent, JsonNode value) {
    if (value.isObject() && !value.isEmpty()) {
      out.append('\n');
      value.properties().forEach(field -> field(indent + 1, field.getKey(), field.getValue()));
    } else if (value.isArray() && isList(value)) {
      out.append('\n');
      value.forEach(item -> item(indent + 1, item));
    } else {
      out.append(' ').append(onOneLine(value)).append('\n');
    }
  }

  /** An object's fields begin on the line of its dash. */
  private void item(int indent, JsonNode item) {
    int from = out.length();
    if (item.isObject()) {
      item.properties().forEach(field -> field(indent + 1, field.getKey(), field.getValue()));
      out.setCharAt(from + 2 * indent, '-');
    } else {
      out.append("  ".repeat(indent)).append("- ").append(onOneLine(item)).append('\n');
    }
  }

  private static boolean isList(JsonNode array) {
    return !array.isEmpty() && (array.get(0).isObject() || array.get(0).isTextual());
  }

  private static String onOneLine(JsonNode value) {
    if (value.isArray()) {
      StringBuilder items = new StringBuilder();
      value.forEach(item -> items.append(items.isEmpty() ? "" : ", ").append(onOneLine(item)));
      return "[" + items + "]";
    }
    if (value.isObject()) {
      return "{}";
    }
    return value.isTextual()
        ? quoted(value.textValue())
        : value.isBigDecimal() ? value.decimalValue().toPlainString() : value.asText();
  }

  private static String key(String key) {
    boolean plain = PLAIN_KEY.matcher(key).matches() && !RESERVED.matcher(key).matches();
    return plain ? key : quoted(key);
  }

  /** In double quotes; what is not printed, or not everywhere, by its number. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> {
                  if (Printable.is(c)) {
                    quoted.appendCodePoint(c);
                  } else {
                    String form = c > 0xFFFF ? "\\U%08X" : "\\u%04X";
                    quoted.append(String.format(Locale.ROOT, form, c));
                  }
                }
              }
            });
    return quoted.append('"').toString();
  }
}
