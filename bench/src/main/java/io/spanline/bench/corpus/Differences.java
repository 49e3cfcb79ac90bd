package io.spanline.bench.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Compares JSON with what is right of it: it may say more. */
final class Differences {
  private Differences() {}

  /** In words, one a field; empty if all that is right is there. */
  static List<String> of(JsonNode right, JsonNode got) {
    List<String> differences = new ArrayList<>();
    add(differences, "", right, got);
    return differences;
  }

  private static void add(List<String> differences, String field, JsonNode right, JsonNode got) {
    if (right.isObject()) {
      right
          .properties()
          .forEach(
              each ->
                  add(
                      differences,
                      (field + " " + each.getKey()).strip(),
                      each.getValue(),
                      got.path(each.getKey())));
    } else if (!isEqual(right, got)) {
      differences.add((field + " " + words(got)).strip());
    }
  }

  private static boolean isEqual(JsonNode right, JsonNode got) {
    if (right.isNull()) {
      return got.isNull() || got.isMissingNode();
    }
    return (right.isNumber() && got.isNumber())
        ? right.decimalValue().compareTo(got.decimalValue()) == 0
        : right.equals(got);
  }

  /** JSON as people read it. */
  static String words(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return "none";
    }
    if (!node.isObject()) {
      return node.isTextual() ? node.asText() : node.toString();
    }
    return String.join(
        ", ",
        node.properties().stream()
            .map(
                each ->
                    each.getValue().isObject()
                        ? "%s (%s)".formatted(each.getKey(), words(each.getValue()))
                        : each.getKey() + " " + words(each.getValue()))
            .toList());
  }
}
