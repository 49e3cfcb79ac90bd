package io.spanline.cli.view;

import io.spanline.clients.recount.TopicVerification.Found;
import io.spanline.terminal.Line;
import io.spanline.terminal.Style;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A capture held against the topics, as people and programs read it. */
public final class TopicVerificationView {
  private TopicVerificationView() {}

  public static List<Line> lines(Found found) {
    List<Line> lines = new ArrayList<>();
    if (found.isEqual()) {
      lines.add(
          Line.of(
              Style.GREEN,
              "ok",
              " the topics hold the same: %d traces with %d spans, %d rows in %d windows"
                  .formatted(found.traces(), found.spans(), found.rows(), found.windows())));
    }
    if (found.differing() > 0) {
      String noun = found.differing() == 1 ? "difference" : "differences";
      lines.add(
          Line.of(
              Style.RED,
              "differs",
              " %d %s between the capture and the topics".formatted(found.differing(), noun)));
      found.differences().forEach(each -> lines.add(Line.of("  " + each)));
      long unnamed = found.differing() - found.differences().size();
      if (unnamed > 0) {
        lines.add(Line.of("  and %d more".formatted(unnamed)));
      }
    }
    found.gone().forEach(each -> lines.add(Line.of(Style.RED, "gone", " " + each)));
    found.notes().forEach(each -> lines.add(Line.of("note: " + each)));
    return lines;
  }

  public static Map<String, Object> json(Found found) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("equal", found.isEqual());
    json.put("traces", found.traces());
    json.put("spans", found.spans());
    json.put("windows", found.windows());
    json.put("rows", found.rows());
    json.put("differing", found.differing());
    json.put("differences", found.differences());
    json.put("gone", found.gone());
    json.put("notes", found.notes());
    return json;
  }
}
