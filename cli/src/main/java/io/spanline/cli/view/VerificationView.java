package io.spanline.cli.view;

import io.spanline.captures.verification.Verification;
import io.spanline.cli.invocation.Place;
import io.spanline.terminal.Line;
import io.spanline.terminal.Screen;
import io.spanline.terminal.Style;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a look at the files of a capture or a replay found, in lines and as JSON. */
public final class VerificationView {
  private VerificationView() {}

  public static void show(Verification of, Screen screen) {
    String name = String.valueOf(of.file().getFileName());
    if (of.isSound()) {
      screen.result(
          Line.of(Style.GREEN, "ok")
              .then(
                  String.format(
                      Locale.ROOT, "  %s: %d lines, %.1f MB", name, of.lines(), of.bytes() / 1e6)));
    } else {
      screen.result(
          Line.of(Style.RED, "damaged")
              .then(
                  "  %s: %d lines, %d %s"
                      .formatted(
                          name,
                          of.lines(),
                          of.problemCount(),
                          of.problemCount() == 1 ? "problem" : "problems")));
      table(of.problems()).forEach(screen::result);
      long unnamed = of.problemCount() - of.problems().size();
      if (unnamed > 0) {
        screen.result("and %d more".formatted(unnamed));
      }
    }
    of.notes().forEach(note -> screen.result("note: " + note));
  }

  /** Where on the left, what on the right: a column of sentences reads best from its left. */
  private static List<Line> table(List<Verification.Problem> problems) {
    int width = problems.stream().mapToInt(problem -> where(problem).length()).max().orElse(0);
    return problems.stream()
        .map(problem -> where(problem).padded(width).then("   " + problem.what()))
        .toList();
  }

  private static Line where(Verification.Problem problem) {
    String file = String.valueOf(problem.file().getFileName());
    return Line.of(problem.line() == null ? file : file + " line " + problem.line());
  }

  /**
   * As JSON.
   *
   * @param kind what the file is
   */
  public static Map<String, Object> json(String kind, Verification of) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(kind, Place.ofThisProcess().shown(of.file().toString()));
    json.put("sound", of.isSound());
    json.put("lines", of.lines());
    json.put("bytes", of.bytes());
    json.put("problem_count", of.problemCount());
    json.put("problems", of.problems().stream().map(VerificationView::json).toList());
    json.put("notes", of.notes());
    return json;
  }

  private static Map<String, Object> json(Verification.Problem problem) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", Place.ofThisProcess().shown(problem.file().toString()));
    json.put("line", problem.line());
    json.put("what", problem.what());
    return json;
  }
}
