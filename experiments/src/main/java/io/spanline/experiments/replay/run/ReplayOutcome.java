package io.spanline.experiments.replay.run;

import io.spanline.captures.replay.ReplayManifest.PairCounts;
import io.spanline.captures.replay.ReplayManifest.Result;
import io.spanline.captures.replay.ReplayManifest.Word;
import io.spanline.experiments.replay.send.End;
import io.spanline.experiments.replay.send.SendReport;
import io.spanline.experiments.replay.send.StatusCheck;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the figures of a replay hold, and why not: the gravest reason is the word. */
final class ReplayOutcome {
  private static final double MOST_UNANSWERED = 0.05;
  private static final double MOST_UNPAIRED = 0.01;

  private final List<String> reasons = new ArrayList<>();
  private Word word = Word.COMPLETE;

  private ReplayOutcome() {}

  static Result of(
      SendReport report, StatusCheck check, PairsFound found, @Nullable PairCounts pairs) {
    ReplayOutcome outcome = new ReplayOutcome();
    outcome.ended(report, found);
    outcome.inTime(report);
    if (check == StatusCheck.CAPTURED) {
      outcome.answered(report);
    }
    outcome.paired(found, pairs);
    return new Result(outcome.word, outcome.reasons);
  }

  private void because(Word why, String reason) {
    word = word == Word.COMPLETE ? why : word;
    reasons.add(reason);
  }

  private void ended(SendReport report, PairsFound found) {
    if (report.end() instanceof End.Interrupted) {
      because(
          Word.INTERRUPTED,
          "interrupted after %d of %d requests"
              .formatted(report.sent() + report.dropped(), report.planned()));
    } else if (report.end() instanceof End.Stopped stopped) {
      because(Word.STOPPED, stopped.why());
    } else if (PairsFound.INTERRUPTED.equals(found.unpaired())) {
      because(Word.INTERRUPTED, PairsFound.INTERRUPTED);
    }
  }

  private void inTime(SendReport report) {
    String why = report.whyNotHeld();
    if (why != null) {
      because(Word.COULD_NOT_KEEP_UP, why);
    }
  }

  private void answered(SendReport report) {
    String differ = report.whyAnswersDiffer();
    if (differ != null) {
      because(Word.ANSWERS_DIFFER, differ);
    }
    long unanswered = report.errors().values().stream().mapToLong(Long::longValue).sum();
    if (unanswered > MOST_UNANSWERED * report.planned()) {
      because(
          Word.UNANSWERED,
          "%d of %d requests had no answer: %s"
              .formatted(
                  unanswered, report.planned(), String.join(", ", report.errors().keySet())));
    }
  }

  private void paired(PairsFound found, @Nullable PairCounts pairs) {
    String unpaired = found.unpaired();
    if (unpaired != null
        && !List.of(PairsFound.NOT_WANTED, PairsFound.INTERRUPTED).contains(unpaired)) {
      because(Word.UNPAIRED, "the traces were not found: " + unpaired);
    }
    if (pairs == null || pairs.found() == pairs.all()) {
      return;
    }
    long lost = pairs.notRecorded() + pairs.restarted() + pairs.twice();
    if (lost > MOST_UNPAIRED * pairs.all()) {
      because(
          Word.UNPAIRED,
          "%d of %d requests have no trace of their own: %s"
              .formatted(lost, pairs.all(), pairs.others()));
    }
    reasons.addAll(found.notClosed());
  }
}
