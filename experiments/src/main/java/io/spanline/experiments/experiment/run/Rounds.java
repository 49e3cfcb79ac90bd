package io.spanline.experiments.experiment.run;

import io.spanline.experiments.experiment.file.ExperimentJournal;
import io.spanline.experiments.experiment.file.ExperimentRecord.Recovery;
import io.spanline.experiments.experiment.file.ExperimentRecord.Round;
import io.spanline.experiments.experiment.plan.RoundOrder;
import io.spanline.experiments.toxic.LeasedToxic;
import io.spanline.experiments.toxic.NotRemovedException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs the rounds, with the fault on in the faulty ones; it is off once they are over. */
final class Rounds {
  private final ExperimentOrder order;
  private final ExperimentJournal journal;
  private final RoundTraffic traffic;
  private final List<Round> rounds = new ArrayList<>();
  private final List<Recovery> recoveries = new ArrayList<>();
  private @Nullable LeasedToxic on;
  private @Nullable String disturbed;

  Rounds(ExperimentOrder order, ExperimentJournal journal, RoundTraffic traffic) {
    this.order = order;
    this.journal = journal;
    this.traffic = traffic;
  }

  List<Round> rounds() {
    return rounds;
  }

  List<Recovery> recoveries() {
    return recoveries;
  }

  /** Why they are not what was asked; null if they are. */
  @Nullable String disturbed() {
    return disturbed;
  }

  /**
   * Runs all of them, or those before a healthy one that cannot begin, since not all is as before.
   *
   * @throws InterruptedException if it was stopped
   */
  void run() throws IOException, InterruptedException {
    try {
      List<RoundOrder> all = RoundOrder.of(order.plan().blocks());
      for (RoundOrder round : all) {
        if (!isPrepared(round, all)) {
          return;
        }
        look(round, "before");
        journal.write("round_begins", Map.of("number", round.number()));
        traffic.run(round, this::ended);
        look(round, "after");
      }
      if (on != null) {
        boolean unused = isTakenOff(all.size());
      }
    } finally {
      takeOffAtOnce();
    }
  }

  /** Makes ready for a round; false if it cannot begin. */
  private boolean isPrepared(RoundOrder round, List<RoundOrder> all)
      throws IOException, InterruptedException {
    if (!round.faulty() && on != null) {
      return isTakenOff(round.number() - 1);
    }
    if (round.faulty() && on == null) {
      putOn(round.faultyInARow(all));
    }
    traffic.settle();
    return true;
  }

  private void ended(Round round) throws IOException {
    rounds.add(round);
    journal.write("round", Map.of("round", round));
  }

  /** Others may put toxics on the target as well, or take ours off; a lease may end. */
  private void look(RoundOrder round, String when) throws IOException {
    FaultSwitch toggle = order.toggle();
    if (toggle == null || disturbed != null) {
      return;
    }
    Optional<String> found = toggle.disturbance(on);
    if (found.isPresent()) {
      disturbed = "%s round %d %s".formatted(when, round.number(), found.get());
      journal.write("disturbed", Map.of("what", disturbed));
    }
  }

  private void putOn(int rounds) throws IOException {
    FaultSwitch toggle = order.toggle();
    if (toggle == null) {
      return;
    }
    journal.write("fault_asked", Map.of("rounds", rounds));
    LeasedToxic added = toggle.on(order.lease(rounds));
    on = added;
    journal.write(
        "fault_on",
        Map.of(
            "proxy", added.proxy(), "toxic", added.toxic().name(), "until", added.lease().end()));
  }

  /** Takes the fault off; false if it is known that not all is as before. */
  private boolean isTakenOff(int afterRound) throws IOException, InterruptedException {
    takeOffAtOnce();
    Recovery recovery = traffic.recover(afterRound);
    if (recovery == null) {
      return true;
    }
    recoveries.add(recovery);
    BigDecimal seconds = recovery.seconds();
    journal.write(
        seconds == null ? "not_recovered" : "recovered",
        seconds == null ? Map.of("after_round", afterRound) : Map.of("seconds", seconds));
    return seconds != null;
  }

  /** Tries a second time before it says that the fault may still be on. */
  private void takeOffAtOnce() throws IOException {
    LeasedToxic toxic = on;
    FaultSwitch toggle = order.toggle();
    if (toxic != null && toggle != null) {
      on = null;
      try {
        toggle.off(toxic);
      } catch (NotRemovedException e) {
        toggle.off(toxic);
      }
      journal.write("fault_off", Map.of("toxic", toxic.toxic().name()));
    }
  }
}
