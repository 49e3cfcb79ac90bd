package io.spanline.experiments.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.clients.Toxic;
import io.spanline.experiments.experiment.file.ExperimentJournal;
import io.spanline.experiments.experiment.file.ExperimentRecord.Recovery;
import io.spanline.experiments.experiment.plan.ExperimentFile;
import io.spanline.experiments.replay.run.Stop;
import io.spanline.experiments.toxic.Lease;
import io.spanline.experiments.toxic.LeasedToxic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Four blocks of 20 requests to a service that the fault slows by 250 ms: what a busy machine does
 * not.
 */
class RoundsIT {
  private static final int ROUND = 20;
  private static final Duration SLOW = Duration.ofMillis(250);

  @TempDir private Path folder;
  private final HeardSteps heard = new HeardSteps();
  private final AtomicBoolean isOn = new AtomicBoolean();
  private final AtomicInteger removals = new AtomicInteger();

  @Test
  void noRoundFollowsAHealthyOneThatCannotBegin() throws Exception {
    Rounds rounds = rounds(removed -> removed == 1);

    assertThat(heard.words()).containsExactly("round 1", "round 2", "round 3", "not recovered");
    assertThat(rounds.rounds()).hasSize(3);
    assertThat(rounds.recoveries()).containsExactly(new Recovery(3, null));
    assertThat(Files.readAllLines(folder.resolve("requests.json"))).hasSize(3 * ROUND);
    assertThat(removals).hasValue(1);
    assertThat(Files.readString(folder.resolve("journal.json")))
        .contains("\"event\":\"not_recovered\",\"after_round\":3");
  }

  /** After round 8. */
  @Test
  void allRoundsAreSentIfOnlyTheLastRemovalDoesNotHelp() throws Exception {
    Rounds rounds = rounds(removed -> removed == 3);

    assertThat(rounds.rounds()).hasSize(8);
    assertThat(rounds.recoveries()).last().isEqualTo(new Recovery(8, null));
    assertThat(heard.words()).last().isEqualTo("not recovered");
  }

  /** Goes on being slow after the removals of these numbers, from 1. */
  private Rounds rounds(IntPredicate staysSlow) throws Exception {
    FaultSwitch toggle = new Slowing();
    try (TimedService service =
            new TimedService(
                n -> isOn.get() || staysSlow.test(removals.get()) ? SLOW : Duration.ZERO);
        ExperimentJournal journal = new ExperimentJournal(folder.resolve("journal.json"))) {
      ExperimentOrder order =
          service.order(
              ExperimentFile.read(
                  Files.writeString(
                      folder.resolve("slow.yaml"), "fault: {type: down, target: b-to-c}")),
              ROUND,
              null,
              toggle);
      try (SentRounds sent =
          new SentRounds(
              order,
              (Load.Sent) order.load(),
              heard,
              new Stop(),
              journal,
              folder.resolve("requests.json"),
              Duration.ofSeconds(2))) {
        Rounds rounds = new Rounds(order, journal, sent);
        rounds.run();
        return rounds;
      }
    }
  }

  /** In this process: no toxic can be made to leave a service slow. */
  private final class Slowing implements FaultSwitch {
    @Override
    public Optional<String> unswept() {
      return Optional.empty();
    }

    @Override
    public LeasedToxic on(Duration lease) {
      isOn.set(true);
      Toxic toxic = new Toxic("slow", "latency", Toxic.Stream.DOWNSTREAM, 1, new TreeMap<>());
      return new LeasedToxic("b-to-c", toxic, new Lease("test", Instant.now().plus(lease), 1));
    }

    @Override
    public void off(LeasedToxic toxic) {
      isOn.set(false);
      removals.incrementAndGet();
    }

    @Override
    public Optional<String> disturbance(@Nullable LeasedToxic on) {
      return Optional.empty();
    }
  }
}
