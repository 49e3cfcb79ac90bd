package io.spanline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spanline.endtoend.EndingExperiment.Phase;
import io.spanline.settings.Port;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an experiment needs is away, before or in it: it says so, and the fault is off. */
@Tag("stack")
@Tag("thorough")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ExperimentDependenciesIT {
  private static final String EDGE = "b-to-c";
  private static final String OTHER = "of-another";
  private static final int MAY_REMAIN = 14;
  private static final int SILENT = 15;
  private static final Set<Integer> VERDICTS = Set.of(0, 10, 11, 13);
  private static final EndsTable TABLE = new EndsTable();

  @TempDir private static Path folder;
  @AutoClose private static KillableStack stack;

  @BeforeAll
  static void start() throws IOException {
    stack = new KillableStack(folder, List.of(OTHER));
  }

  @AfterAll
  static void print() {
    TABLE.print();
  }

  @Order(1)
  @ParameterizedTest
  @ValueSource(strings = {"service-a", "toxiproxy", "capture-writer", "streams-baseline", "kafka"})
  void whatIsSilentBeforeItIsNamed(String process) throws Exception {
    Instant at = Instant.now();
    EndingExperiment experiment;
    int exit;
    stack.signal("STOP", process);
    try {
      experiment = stack.experiment(EDGE);
      exit = experiment.exit();
    } finally {
      stack.signal("CONT", process);
    }

    TABLE.add(process + " silent", "before", exit, at, experiment);
    assertThat(exit).as(experiment.output()).isEqualTo(SILENT);
    assertThat(experiment.output())
        .containsIgnoringCase(process)
        .contains("127.0.0.1:", "  ./spanline status shows what runs")
        .doesNotContain("\tat ", "--no-journal", "--unpaired");
  }

  @Order(2)
  @Test
  void aKafkaThatIsSilentFromAFaultyRoundOnIsNamed() throws Exception {
    EndingExperiment experiment = stack.experiment(EDGE);
    experiment.awaitPhase(Phase.FAULTY_ROUND);
    Instant at = Instant.now();
    stack.signal("STOP", "kafka");
    int exit;
    try {
      exit = experiment.exit();
    } finally {
      stack.signal("CONT", "kafka");
    }

    TABLE.add("Kafka silent", Phase.FAULTY_ROUND, exit, at, experiment);
    assertThat(stack.toxiproxy().proxy(EDGE).toxics()).isEmpty();
    assertThat(exit).as(experiment.output()).isEqualTo(SILENT);
    assertThat(experiment.output()).contains("Kafka at 127.0.0.1").doesNotContain("\tat ");
    assertThat(experiment.listed()).isEqualTo("broke off");
  }

  @Order(3)
  @Test
  void withoutASweeperNothingIsDone() throws Exception {
    try (LoneToxiproxy other = new LoneToxiproxy()) {
      var unused = other.client().create(KillableStack.proxy(OTHER, stack.address(Port.SERVICE_C)));
      Instant at = Instant.now();

      EndingExperiment experiment = stack.experimentBy(other, OTHER);
      int exit = experiment.exit();

      TABLE.add("no sweeper", "before", exit, at, experiment);
      assertThat(exit).as(experiment.output()).isEqualTo(12);
      assertThat(experiment.output()).contains("./spanline toxics sweep --watch");
      assertThat(other.client().proxy(OTHER).toxics()).isEmpty();
      assertThat(experiment.listed()).isEqualTo("not steady");
    }
  }

  /** The stack starts its Toxiproxy anew, and the experiment goes on. */
  @Order(4)
  @Test
  void aRemovalThatHangsAtTheStacksToxiproxyCostsNoVerdict() throws Exception {
    try (UnreadSource source = new UnreadSource()) {
      String listen =
          stack.toxiproxy().create(KillableStack.proxy(OTHER, source.address())).listen();
      EndingExperiment experiment = stack.experiment(OTHER);
      experiment.awaitPhase(Phase.FAULTY_ROUND);
      var unused = source.connect(listen);
      await().until(source::isStuck);
      Instant at = Instant.now();

      int exit = experiment.exit();

      TABLE.add("hung removal, the stack's Toxiproxy", Phase.FAULTY_ROUND, exit, at, experiment);
      assertThat(exit).as(experiment.output()).isIn(VERDICTS);
      assertThat(experiment.output())
          .contains("Toxiproxy runs anew and the toxic is gone")
          .doesNotContain("\tat ");
      assertThat(stack.toxiproxy().proxy(OTHER).toxics()).isEmpty();
    }
  }

  /** Nobody starts it anew, and nothing else ends what a removal hangs on. */
  @Order(5)
  @Test
  void aRemovalThatHangsAtAnotherToxiproxyOutranksTheVerdict() throws Exception {
    try (LoneToxiproxy other = new LoneToxiproxy();
        UnreadSource source = new UnreadSource()) {
      String listen = other.client().create(KillableStack.proxy(OTHER, source.address())).listen();
      Process sweeper = stack.sweeper(other);
      try {
        EndingExperiment experiment = stack.experimentBy(other, OTHER);
        experiment.awaitPhase(Phase.FAULTY_ROUND);
        var unused = source.connect(listen);
        await().until(source::isStuck);
        Instant at = Instant.now();

        int exit = experiment.exit();

        TABLE.add("hung removal, other Toxiproxy", Phase.FAULTY_ROUND, exit, at, experiment);
        mayRemain(experiment, exit);
      } finally {
        sweeper.destroyForcibly();
      }
    }
  }

  /** Whether it died or is out of reach cannot be told. */
  @Order(6)
  @Test
  void anotherToxiproxyThatDiesMayStillHaveTheToxic() throws Exception {
    try (LoneToxiproxy other = new LoneToxiproxy()) {
      var unused = other.client().create(KillableStack.proxy(OTHER, stack.address(Port.SERVICE_C)));
      Process sweeper = stack.sweeper(other);
      try {
        EndingExperiment experiment = stack.experimentBy(other, OTHER);
        experiment.awaitPhase(Phase.FAULTY_ROUND);
        Instant at = Instant.now();
        EndingExperiment.signal("KILL", other.mark().pid());

        int exit = experiment.exit();

        TABLE.add("other Toxiproxy killed", Phase.FAULTY_ROUND, exit, at, experiment);
        mayRemain(experiment, exit);
      } finally {
        sweeper.destroyForcibly();
      }
    }
  }

  private static void mayRemain(EndingExperiment experiment, int exit) {
    assertThat(exit).as(experiment.output()).isEqualTo(MAY_REMAIN);
    assertThat(experiment.output())
        .contains("may still be on proxy " + OTHER, "type: ./spanline toxics clear", "started anew")
        .doesNotContain("\tat ");
    assertThat(experiment.listed()).isEqualTo("broke off");
  }

  /** The stack ends with each of its processes, and its toxics with its Toxiproxy. */
  @Order(7)
  @ParameterizedTest
  @ValueSource(strings = {"toxiproxy", "kafka", "service-c"})
  void aStackThatDiesInAFaultyRoundIsNamedAndLeavesNoToxic(String process) throws Exception {
    if (stack.running().isEmpty()) {
      stack.up();
    }
    EndingExperiment experiment = stack.experiment(EDGE);
    experiment.awaitPhase(Phase.FAULTY_ROUND);
    Instant at = Instant.now();
    stack.signal("KILL", process);

    int exit = experiment.exit();

    TABLE.add(process + " killed", Phase.FAULTY_ROUND, exit, at, experiment);
    assertThat(exit).as(experiment.output()).isEqualTo(SILENT);
    assertThat(experiment.output())
        .contains("does not answer at", "the last one stopped because " + process, "./spanline up")
        .doesNotContain("\tat ");
    assertThat(experiment.listed()).isEqualTo("broke off");
    stack.awaitEnd();
    assertThat(stack.toxiproxy().answers()).isFalse();
  }
}
