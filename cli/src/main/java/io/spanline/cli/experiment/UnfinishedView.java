package io.spanline.cli.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.cli.invocation.Invocation;
import io.spanline.cli.invocation.Place;
import io.spanline.experiments.experiment.file.ExperimentFiles;
import io.spanline.experiments.experiment.file.ExperimentHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** An experiment without a verdict: how far it came, and what it may have left. */
final class UnfinishedView {
  private static final int LAST = 5;

  private UnfinishedView() {}

  static List<String> lines(ExperimentFiles files) {
    ExperimentSummary summary = ExperimentSummary.of(files.folder());
    ExperimentHistory history = ExperimentSummary.history(files);
    List<String> lines = new ArrayList<>();
    lines.add("%s has no verdict: %s".formatted(summary.experiment(), summary.end()));
    List<JsonNode> events = history.events();
    events
        .subList(Math.max(0, events.size() - LAST), events.size())
        .forEach(event -> lines.add("  " + words(event)));
    if (!summary.isRunning()) {
      history.leftOn().ifPresent(on -> lines.addAll(mayBeOn(on)));
    }
    lines.add("");
    lines.add(
        "files      " + Invocation.ofThisProcess().shown(files.file(ExperimentFiles.JOURNAL)));
    return lines;
  }

  /** A lease that is over is no proof: something has to take the fault off then. */
  private static List<String> mayBeOn(JsonNode on) {
    String command = Place.ofThisProcess().command();
    return List.of(
        "",
        "The fault was on when it ended, with a lease until %s; toxics-sweeper"
            .formatted(on.path("until").asText("?")),
        "takes it off then, if it runs.",
        "look       %s toxics list".formatted(command),
        "take off   %s toxics clear %s --all".formatted(command, on.path("proxy").asText("PROXY")));
  }

  private static String words(JsonNode event) {
    String facts =
        event.properties().stream()
            .filter(fact -> !fact.getKey().equals("at") && !fact.getKey().equals("event"))
            .map(
                fact ->
                    fact.getValue().isObject()
                        ? round(fact.getValue())
                        : fact.getKey().replace('_', ' ') + " " + fact.getValue().asText())
            .collect(Collectors.joining(", "));
    return "%s  %s%s"
        .formatted(
            ExperimentSummary.toTheSecond(event.path("at").asText("?")),
            event.path("event").asText().replace('_', ' '),
            facts.isEmpty() ? "" : ": " + facts);
  }

  private static String round(JsonNode round) {
    return "%s, %s, %s of %s requests sent"
        .formatted(
            round.path("number").asText(),
            round.path("faulty").asBoolean() ? "faulty" : "healthy",
            round.path("sent").asText(),
            round.path("planned").asText());
  }
}
