package io.spanline.bench.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spanline.bench.corpus.Figures.Kind;
import io.spanline.topic.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Compares what is right of a case with what there is of it. */
record CaseExamination(Case row) {
  private static final Set<String> COUNTS = Set.of("requests", "calls", "errors");

  /**
   * Warnings of the run and of how a row's traces are asked for; the baseline of any row has them.
   */
  private static final List<String> OF_EVERY_ROW =
      List.of(
          "holds only traces of service",
          "may have had toxics on",
          "may lack requests: dead letters");

  /** A warning that names services of any row. */
  private static final Pattern ODD_CLOCKS = Pattern.compile("entry spans of (.*) began");

  /** In every place. */
  CaseResult of(Observed observed) {
    List<Check> checks = new ArrayList<>();
    answers(observed.answers().getOrDefault(row.name(), List.of()), checks);
    figures(observed.figures(), checks);
    outcomes(observed.traces(), checks);
    lines(observed.lines(row), checks);
    warnings(observed.warnings().getOrDefault(row.name(), List.of()), checks);
    letters(observed.letters(row), checks);
    return new CaseResult(row, checks);
  }

  private void answers(Collection<Integer> answers, List<Check> checks) {
    if (!answers.isEmpty()) {
      checks.add(
          new Check(
              "the Collector's answer",
              String.valueOf(row.answer()),
              answers.stream()
                  .filter(answer -> answer != row.answer())
                  .map(String::valueOf)
                  .toList()));
    }
  }

  /** Whether the figures of some places are right. */
  List<Check> figures(Map<Place, Figures> found) {
    List<Check> checks = new ArrayList<>();
    figures(found, checks);
    return checks;
  }

  private void figures(Map<Place, Figures> found, List<Check> checks) {
    for (Kind kind : Kind.values()) {
      SortedMap<String, JsonNode> right = row.right().of(kind);
      TreeSet<String> names = new TreeSet<>(right.keySet());
      found.values().forEach(place -> names.addAll(mine(kind, place)));
      for (String name : names) {
        JsonNode one = right.getOrDefault(name, MissingNode.getInstance());
        List<String> wrong = new ArrayList<>();
        found.forEach(
            (place, figures) -> {
              if (place.says(kind)) {
                JsonNode got = figures.of(kind).getOrDefault(name, MissingNode.getInstance());
                wrong.addAll(in(place, differences(place, kind, one, got)));
              }
            });
        checks.add(new Check(kind.word() + " " + name, Differences.words(one), wrong));
      }
    }
  }

  /** Names of a place that are of this case; of operations, if the row names some. */
  private List<String> mine(Kind kind, Figures place) {
    return place.of(kind).keySet().stream()
        .filter(row::owns)
        .filter(name -> kind != Kind.OPERATION || namesOperationsOf(name))
        .toList();
  }

  private boolean namesOperationsOf(String operation) {
    return row.operations().keySet().stream()
        .anyMatch(service -> operation.startsWith(Figures.key(service, "")));
  }

  private static List<String> differences(Place place, Kind kind, JsonNode right, JsonNode got) {
    if (right.isMissingNode() || got.isMissingNode()) {
      return right.isMissingNode() == got.isMissingNode()
          ? List.of()
          : List.of(Differences.words(counts(got)));
    }
    ObjectNode said = Json.MAPPER.createObjectNode();
    right
        .properties()
        .forEach(
            each -> {
              if (place.says(kind, each.getKey())) {
                said.set(each.getKey(), each.getValue());
              }
            });
    return Differences.of(said, got);
  }

  /** What matters first of a row that should not be. */
  private static JsonNode counts(JsonNode row) {
    return row.isMissingNode() ? row : ((ObjectNode) row.deepCopy()).retain(COUNTS);
  }

  private void outcomes(Map<Place, FoundTraces> traces, List<Check> checks) {
    List<String> wrong = new ArrayList<>();
    traces.forEach(
        (place, found) -> {
          SortedMap<String, Integer> got = found.outcomes(row);
          if (!got.equals(row.outcomes())) {
            wrong.add(place.word() + ": " + got);
          }
        });
    checks.add(new Check("outcomes", row.outcomes().toString(), wrong));
  }

  private void lines(List<JsonNode> lines, List<Check> checks) {
    JsonNode right = row.traces();
    if (right != null) {
      List<String> wrong = new ArrayList<>();
      lines.forEach(line -> wrong.addAll(in(Place.CAPTURE, Differences.of(right, line))));
      checks.add(new Check("each trace", Differences.words(right), wrong));
    }
  }

  private void warnings(List<String> warnings, List<Check> checks) {
    List<String> left = new ArrayList<>(warnings);
    List<String> wrong = new ArrayList<>();
    for (String right : row.warnings()) {
      if (left.stream()
          .filter(warning -> warning.contains(right))
          .findFirst()
          .map(left::remove)
          .isEmpty()) {
        wrong.add("lacks " + right);
      }
    }
    left.stream().filter(this::isOfTheRow).forEach(wrong::add);
    if (!row.warnings().isEmpty() || !wrong.isEmpty()) {
      checks.add(new Check("warnings", row.warnings().toString(), in(Place.BASELINE, wrong)));
    }
  }

  private boolean isOfTheRow(String warning) {
    Matcher clocks = ODD_CLOCKS.matcher(warning);
    return !row.services().isEmpty()
        && OF_EVERY_ROW.stream().noneMatch(warning::contains)
        && (!clocks.find() || Stream.of(clocks.group(1).split(", ")).anyMatch(row::owns));
  }

  private void letters(List<Case.DeadLetter> letters, List<Check> checks) {
    List<Case.DeadLetter> left = new ArrayList<>(letters);
    List<String> wrong = new ArrayList<>();
    for (Case.DeadLetter right : row.dead()) {
      if (left.stream().filter(right::isMetBy).findFirst().map(left::remove).isEmpty()) {
        wrong.add("lacks " + right);
      }
    }
    left.forEach(letter -> wrong.add(letter.toString()));
    if (!row.dead().isEmpty() || !wrong.isEmpty()) {
      checks.add(new Check("dead letters", row.dead().toString(), wrong));
    }
  }

  private static List<String> in(Place place, List<String> texts) {
    return texts.stream().map(text -> place.word() + ": " + text).toList();
  }
}
