package io.spanline.cli.view;

import io.spanline.experiments.experiment.plan.Outcome;
import io.spanline.experiments.experiment.verdict.Verdict;
import io.spanline.experiments.experiment.verdict.Verdict.Decisive;
import io.spanline.experiments.experiment.verdict.Verdict.Radius;
import java.util.ArrayList;
import java.util.List;

/** A verdict for a pull request or a ticket. */
public final class VerdictMarkdown {
  private static final List<String> HEAD = ComparisonMarkdown.head("healthy", "faulty");

  private final Verdict verdict;

  private VerdictMarkdown(Verdict verdict) {
    this.verdict = verdict;
  }

  /**
   * The lines.
   *
   * @param name of the plan
   * @param recompute what to type to have it computed again
   */
  public static List<String> lines(String name, Verdict verdict, String recompute) {
    return new VerdictMarkdown(verdict).lines(name, recompute);
  }

  private List<String> lines(String name, String recompute) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "**%s: %s.** %s"
            .formatted(
                MarkdownText.of(name),
                MarkdownText.of(VerdictWords.outcome(verdict)),
                MarkdownText.of(String.join(" ", verdict.sentences()))));
    boolean isValid = verdict.outcome() != Outcome.INVALID;
    if (isValid) {
      table(
          lines,
          "What decides:",
          verdict.decides().stream()
              .map(each -> ComparisonMarkdown.row(name(each), each.figure()))
              .toList());
    }
    lines.add("");
    notes().forEach(note -> lines.add("- " + MarkdownText.of(note)));
    if (isValid) {
      table(lines, "What moved:", ComparisonMarkdown.rows(verdict.compared(), false));
    }
    lines.add("");
    // Nothing is a mark in code but its own end.
    lines.add(
        "To compute it again: "
            + (recompute.contains("`") ? MarkdownText.of(recompute) : "`" + recompute + "`"));
    return lines;
  }

  private static String name(Decisive of) {
    return of.operation() == null ? of.service() : of.service() + "'s " + of.operation();
  }

  private static void table(List<String> lines, String title, List<String> rows) {
    if (!rows.isEmpty()) {
      lines.addAll(List.of("", title, ""));
      lines.addAll(HEAD);
      lines.addAll(rows);
    }
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>(verdict.reasons());
    Verdict.Proof proof = verdict.proof();
    if (proof != null) {
      notes.add(
          "the fault is %s, by %d calls through its target"
              .formatted(proof.proved() ? "proved" : "not proved", proof.calls()));
    }
    if (verdict.outcome() != Outcome.INVALID) {
      Radius radius = verdict.radius();
      add(notes, "target", radius.target());
      add(notes, "moved, upstream of the target", radius.upstream());
      add(notes, proof == null ? "moved" : "moved, which nothing explains", radius.surprise());
      add(notes, "got fewer requests, or none", radius.starved());
      add(notes, "did not move", radius.unmoved());
      add(notes, "not shown to have moved", radius.unclear());
    }
    return notes;
  }

  private static void add(List<String> notes, String what, List<String> names) {
    if (!names.isEmpty()) {
      notes.add("%s: %s".formatted(what, String.join(", ", names)));
    }
  }
}
