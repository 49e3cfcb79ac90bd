package io.spanline.capture.redaction;

import io.spanline.file.Redacted;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was taken out, by place, field and rule. A field's name comes from the sender and may itself
 * be the secret: it is told only where it looks as the conventions' names do, and of not too many.
 */
final class Findings {
  private static final String OTHER = "(other)";
  private static final int MOST_FIELDS = 50;
  private static final int LONGEST_NAME = 64;
  private static final int MOST_DIGITS = 4;

  private final Map<Finding, Long> counts = new HashMap<>();

  private record Finding(String place, String field, Rule rule) {}

  void add(String place, String field, Rule rule, long count) {
    Finding named = new Finding(place, isPlain(field) ? field : OTHER, rule);
    boolean room = counts.containsKey(named) || counts.size() < MOST_FIELDS;
    counts.merge(room ? named : new Finding(place, OTHER, rule), count, Long::sum);
  }

  /** Most frequent first, then by name. */
  List<Redacted> sorted() {
    return counts.entrySet().stream()
        .map(
            each ->
                new Redacted(
                    each.getKey().place(),
                    each.getKey().field(),
                    each.getKey().rule().words(),
                    each.getValue()))
        .sorted(
            Comparator.comparing(Redacted::count)
                .reversed()
                .thenComparing(Redacted::place)
                .thenComparing(Redacted::field)
                .thenComparing(Redacted::rule))
        .toList();
  }

  private static boolean isPlain(String name) {
    if (name.isEmpty() || name.length() > LONGEST_NAME || !CleanText.isClean(name)) {
      return false;
    }
    int digits = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      digits += c >= '0' && c <= '9' ? 1 : 0;
      if (!(c >= 'a' && c <= 'z') && (i == 0 || "0123456789._-".indexOf(c) < 0)) {
        return false;
      }
    }
    return digits <= MOST_DIGITS;
  }
}
