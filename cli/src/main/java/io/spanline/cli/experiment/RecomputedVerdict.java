package io.spanline.cli.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spanline.captures.FileFormat;
import io.spanline.experiments.experiment.file.ExperimentFiles;
import io.spanline.experiments.experiment.plan.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A verdict that was computed again, held against the one that was written. Another version may
 * have other sentences for the same figures.
 *
 * @param isSame byte by byte
 * @param differ fields of the whole whose figures are not equal
 * @param words what only one of them says: after {@code -} what was written, after {@code +} what
 *     was computed
 */
record RecomputedVerdict(boolean isSame, List<String> differ, List<String> words) {
  private static final List<String> WORDS = List.of("sentences", "reasons");
  private static final String PROOF = "proof";
  private static final String REASON = "reason";

  RecomputedVerdict {
    differ = List.copyOf(differ);
    words = List.copyOf(words);
  }

  static RecomputedVerdict of(byte[] computed, byte[] stored) throws IOException {
    JsonNode now = FileFormat.JSON.readTree(computed);
    JsonNode then = FileFormat.JSON.readTree(stored);
    List<String> words = new ArrayList<>();
    List<String> wordsNow = takeWords(now);
    List<String> wordsThen = takeWords(then);
    wordsThen.stream().filter(text -> !wordsNow.contains(text)).forEach(t -> words.add("- " + t));
    wordsNow.stream().filter(text -> !wordsThen.contains(text)).forEach(t -> words.add("+ " + t));
    return new RecomputedVerdict(Arrays.equals(computed, stored), differ(now, then), words);
  }

  boolean areFiguresSame() {
    return differ.isEmpty();
  }

  List<String> lines(String name, Outcome outcome) {
    if (isSame) {
      return List.of("%s: the same verdict, %s, byte by byte".formatted(name, outcome.word()));
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        areFiguresSame()
            ? "%s: the same outcome, %s, and figures; %s is worded otherwise"
                .formatted(name, outcome.word(), ExperimentFiles.VERDICT)
            : "%s: another verdict, %s; %s has another %s"
                .formatted(
                    name, outcome.word(), ExperimentFiles.VERDICT, String.join(", ", differ)));
    words.forEach(text -> lines.add("  " + text));
    return lines;
  }

  Map<String, Object> json(Outcome outcome) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("outcome", outcome);
    json.put("same", isSame);
    json.put("figures_same", areFiguresSame());
    return json;
  }

  private static List<String> takeWords(JsonNode verdict) {
    List<String> words = new ArrayList<>();
    if (verdict instanceof ObjectNode object) {
      WORDS.forEach(field -> object.path(field).forEach(text -> words.add(text.asText())));
      object.remove(WORDS);
      if (object.get(PROOF) instanceof ObjectNode proof && proof.has(REASON)) {
        words.add(proof.remove(REASON).asText());
      }
    }
    return words;
  }

  private static List<String> differ(JsonNode now, JsonNode then) {
    Set<String> names = new TreeSet<>();
    now.fieldNames().forEachRemaining(names::add);
    then.fieldNames().forEachRemaining(names::add);
    if (names.isEmpty() || !then.isObject()) {
      return List.of("shape");
    }
    return names.stream().filter(name -> !now.path(name).equals(then.path(name))).toList();
  }
}
