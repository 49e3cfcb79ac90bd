package io.spanline.experiments.experiment.run;

import io.spanline.captures.replay.ReplayLine;
import io.spanline.experiments.experiment.file.ExperimentJournal;
import io.spanline.experiments.replay.ReplayPlan;
import io.spanline.experiments.replay.TracePrefix;
import io.spanline.experiments.replay.run.Stop;
import io.spanline.experiments.replay.send.End;
import io.spanline.experiments.replay.send.SendReport;
import io.spanline.experiments.replay.send.Sender;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks whether a system is as a stored baseline says, by a healthy round that is not measured. One
 * that is not is looked at again: a JVM that has just started becomes faster.
 */
final class SteadyCheck {
  private static final int MOST_LOOKS = 3;

  private final ReplayPlan round;
  private final ExperimentListener listener;
  private final Stop stop;
  private final ExperimentJournal journal;
  private final Sender sender;

  SteadyCheck(
      ReplayPlan round,
      ExperimentListener listener,
      Stop stop,
      ExperimentJournal journal,
      Sender sender) {
    this.round = round;
    this.listener = listener;
    this.stop = stop;
    this.journal = journal;
    this.sender = sender;
  }

  /**
   * Looks.
   *
   * @throws NotSteadyException if it is shown not to be, with the next step
   * @throws InterruptedException if it was stopped
   */
  void mustBeAs(StoredBaseline stored) throws IOException, InterruptedException {
    List<String> worse = List.of();
    for (int number = 1; number <= MOST_LOOKS; number++) {
      SteadyLook look = SteadyLook.of(stored, round());
      worse = look.worse();
      write(stored, number, look);
      listener.looked(words(stored, look));
      if (worse.isEmpty()) {
        return;
      }
    }
    throw new NotSteadyException(
        "%s, against baseline %s, in the last of %s looks at %s requests each; wait until that is"
                .formatted(String.join(", ", worse), stored.name(), MOST_LOOKS, round.requests())
            + " over, store another baseline (spanline snapshot --replace), or set other bars"
            + " (steady_state in the file)");
  }

  private List<ReplayLine> round() throws IOException, InterruptedException {
    List<ReplayLine> lines = new ArrayList<>();
    SendReport report =
        stop.during(
            sender::stop,
            // Of no round, so that nobody takes its requests for those of one.
            () -> sender.run(round, TracePrefix.random(), lines::add, listener));
    if (!(report.end() instanceof End.Complete)) {
      throw new InterruptedException();
    }
    return lines;
  }

  private void write(StoredBaseline stored, int number, SteadyLook look) throws IOException {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("look", number);
    facts.put("baseline", stored.name());
    facts.put("steady", look.worse().isEmpty());
    facts.put("requests", look.requests());
    facts.put("compared", look.compared());
    facts.put("services", look.subjects());
    journal.write("steady", facts);
  }

  private static String words(StoredBaseline stored, SteadyLook look) {
    if (look.compared() == 0) {
      return "baseline %s has none of the operations that are replayed".formatted(stored.name());
    }
    return look.worse().isEmpty()
        ? "not shown to be worse than baseline %s".formatted(stored.name())
        : "%s, against baseline %s".formatted(String.join(", ", look.worse()), stored.name());
  }
}
