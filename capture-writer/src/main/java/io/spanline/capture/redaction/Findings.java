package io.spanline.capture.redaction;

import io.spanline.captures.manifest.Redacted;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What was taken out, by place, field and rule. A field's name comes from the sender and may itself
 * be the secret: it is told only if it looks as the conventions' names do, and only the first
 * fifty.
 */
final class Findings {
  private static final String OTHER = "(other)";
  private static final int MOST_FIELDS = 50;
  // Up to four digits: a name may end with an index, not with somebody's number.
  private static final Pattern PLAIN =
      Pattern.compile("(?=.{1,64}\\z)[a-z][a-z._-]*+(?:[0-9][a-z._-]*+){0,4}");

  private final Map<Finding, Long> counts = new LinkedHashMap<>();
  private long total;

  private record Finding(String place, String field, Rule rule) {}

  void add(String place, String field, Rule rule, long count) {
    Finding named = new Finding(place, isPlain(field) ? field : OTHER, rule);
    boolean room = counts.containsKey(named) || counts.size() < MOST_FIELDS;
    counts.merge(room ? named : new Finding(place, OTHER, rule), count, Long::sum);
    total += count;
  }

  void addAll(Findings others) {
    others.counts.forEach((found, count) -> add(found.place(), found.field(), found.rule(), count));
  }

  /** Grows with everything that is taken out: if it has not, what was looked at is unchanged. */
  long total() {
    return total;
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
    return PLAIN.matcher(name).matches() && CleanText.isClean(name);
  }
}
