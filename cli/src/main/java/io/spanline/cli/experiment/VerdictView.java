package io.spanline.cli.experiment;

import io.spanline.captures.FileFormat;
import io.spanline.cli.invocation.Invocation;
import io.spanline.cli.view.MovedTable;
import io.spanline.cli.view.VerdictWords;
import io.spanline.cli.view.Wrapped;
import io.spanline.experiments.experiment.plan.Outcome;
import io.spanline.experiments.experiment.verdict.Verdict;
import io.spanline.terminal.Line;
import io.spanline.terminal.Style;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A verdict for people, in words and with what moved; and for programs. */
final class VerdictView {
  private final int width;

  /** A view of that many columns. */
  VerdictView(int width) {
    this.width = width;
  }

  List<Line> lines(Verdict verdict, Path folder) {
    List<Line> lines = new ArrayList<>(wrapped(String.join(" ", verdict.sentences()), ""));
    lines.add(
        Line.of(style(verdict.outcome()), "Verdict: %s.".formatted(VerdictWords.outcome(verdict))));
    verdict.reasons().forEach(reason -> lines.addAll(wrapped(reason, "  ")));
    lines.addAll(moved(verdict));
    lines.add(Line.of(""));
    lines.add(Line.of("files      " + Invocation.ofThisProcess().shown(folder)));
    lines.add(Line.of("again      " + Folders.recompute(folder)));
    return lines;
  }

  /** Of an invalid run nothing that it shows counts. */
  private List<Line> moved(Verdict verdict) {
    List<Line> lines = new ArrayList<>();
    if (verdict.outcome() != Outcome.INVALID) {
      lines.addAll(new MovedTable(width, "healthy", "faulty").lines(verdict.compared()));
    }
    if (!lines.isEmpty()) {
      lines.add(0, Line.of(""));
    }
    return lines;
  }

  private List<Line> wrapped(String text, String indent) {
    return Wrapped.at(width - indent.length(), text).stream()
        .map(line -> Line.of(indent + line))
        .toList();
  }

  private static Style style(Outcome outcome) {
    return switch (outcome) {
      case PASS -> Style.GREEN;
      case FAIL -> Style.RED;
      case INCONCLUSIVE, INVALID -> Style.YELLOW;
    };
  }

  static Map<String, Object> json(Verdict verdict, Path folder) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("folder", String.valueOf(folder.getFileName()));
    json.put("verdict", FileFormat.JSON.valueToTree(verdict));
    return json;
  }
}
