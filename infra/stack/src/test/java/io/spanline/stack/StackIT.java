package io.spanline.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60)
class StackIT {
  private static final String RUNS = "READY; exec sleep 300";

  @TempDir Path state;
  private final TestStacks.Heard heard = new TestStacks.Heard();
  private Stack stack;

  @AfterEach
  void stop() {
    stack.close();
  }

  @Test
  void stopsThoseFirstThatUseOthers() {
    stack =
        stack(Map.of(Component.KAFKA, RUNS, Component.COLLECTOR, RUNS, Component.SERVICE_A, RUNS));
    stack.start();
    List<Long> pids = stack.processes().stream().map(StackProcess::pid).toList();

    stack.close();

    assertThat(heard.lines)
        .containsSubsequence(
            "finished stop service-a", "finished stop collector", "finished stop kafka");
    assertThat(pids).hasSize(3).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
    assertThat(stack.plan().checkout().runFile()).doesNotExist();
  }

  @Test
  void namesTheProcessThatDiedAndStopsTheOthers() throws Exception {
    stack =
        stack(
            Map.of(
                Component.KAFKA,
                RUNS,
                Component.SERVICE_A,
                "echo out of luck; READY; sleep 1; exit 7"));
    stack.start();
    long kafka = stack.processes().get(0).pid();

    StackException failure = stack.failure().get(20, TimeUnit.SECONDS);

    assertThat(failure.exitCode()).isEqualTo(1);
    assertThat(failure).hasMessageContaining("service-a ended with exit code 7");
    assertThat(failure).hasMessageContaining("| out of luck");
    assertThat(ProcessHandle.of(kafka)).isEmpty();
    assertThat(RunningStack.lastFailure(stack.plan().checkout()).orElseThrow())
        .contains("service-a ended with exit code 7");
  }

  @Test
  void failsWithTheFirstDeathOfTheStart() {
    stack = stack(Map.of(Component.KAFKA, "echo broken; exit 3", Component.TOXIPROXY, RUNS));

    assertThatThrownBy(stack::start)
        .isInstanceOf(StackFailure.class)
        .hasMessageContaining("kafka ended with exit code 3")
        .hasMessageContaining("| broken");
    assertThat(stack.processes()).isEmpty();
  }

  @Test
  void startsNoProcessOnceItIsClosed() {
    stack = stack(Map.of(Component.KAFKA, "exec sleep 300", Component.STREAMS_BASELINE, RUNS));
    CompletableFuture<Void> start = CompletableFuture.runAsync(stack::start);
    await().until(() -> !stack.processes().isEmpty());

    stack.close();

    assertThatThrownBy(start::join).hasRootCauseInstanceOf(StackFailure.class);
    assertThat(heard.lines).doesNotContain("started streams-baseline");
    assertThat(stack.processes()).isEmpty();
  }

  @Test
  void clearsAwayWhatAKilledSupervisorLeft() throws Exception {
    StackPlan plan = TestStacks.plan(state);
    ChildProcess left = ChildProcess.start(TestStacks.launch(plan, Component.KAFKA, RUNS));
    new RunRecord(
            RunRecord.Phase.RUNNING,
            new ProcessMark(left.mark().pid(), left.mark().started().minusSeconds(60)),
            List.of(new RunRecord.Child("kafka", left.mark(), List.of("sleep"))),
            plan.settings().environment())
        .write(plan.checkout().runFile());
    stack = stack(Map.of(Component.TOXIPROXY, RUNS));

    stack.start();

    assertThat(left.isAlive()).isFalse();
    assertThat(heard.lines).contains("stopped kafka, left over of a killed run");
  }

  @Test
  void leavesAStrangerWithARecordedPidAlone() throws Exception {
    StackPlan plan = TestStacks.plan(state);
    ChildProcess stranger = ChildProcess.start(TestStacks.launch(plan, Component.KAFKA, RUNS));
    ProcessMark before =
        new ProcessMark(stranger.mark().pid(), stranger.mark().started().minusSeconds(60));
    new RunRecord(
            RunRecord.Phase.RUNNING,
            before,
            List.of(new RunRecord.Child("kafka", before, List.of("sleep"))),
            Map.of())
        .write(plan.checkout().runFile());
    stack = stack(Map.of(Component.TOXIPROXY, RUNS));

    stack.start();

    assertThat(stranger.isAlive()).isTrue();
    stranger.stop();
  }

  @Test
  void refusesASecondStackOfTheClone() {
    stack = stack(Map.of(Component.TOXIPROXY, RUNS));
    stack.start();
    Stack second = stack(Map.of(Component.TOXIPROXY, RUNS));

    assertThatThrownBy(second::start)
        .isInstanceOf(StackRefusal.class)
        .hasMessageContaining("held by process " + ProcessHandle.current().pid())
        .hasMessageContaining("./spanline down");
    assertThat(stack.processes()).hasSize(1);
  }

  @Test
  void tellsOthersOfItself() throws Exception {
    stack = stack(Map.of(Component.TOXIPROXY, RUNS));
    stack.start();

    RunningStack seen = RunningStack.find(stack.plan().checkout()).orElseThrow();

    assertThat(seen.ready()).isTrue();
    assertThat(seen.settings().environment()).isEqualTo(stack.plan().settings().environment());
    assertThat(seen.processes()).extracting(StackProcess::name).containsExactly("toxiproxy");
    assertThat(seen.processes().get(0).residentBytes()).isPositive();
  }

  @Test
  void killsAlsoWhatAProcessStartedAndWhatDoesNotListen() throws Exception {
    Path grandchild = state.resolve("grandchild");
    ChildProcess stubborn =
        ChildProcess.start(
            TestStacks.launch(
                TestStacks.plan(state),
                Component.KAFKA,
                "trap '' TERM; sleep 300 & echo $! > '%s'; READY; wait; wait; sleep 300"
                    .formatted(grandchild)));
    stack = stack(Map.of());
    await().until(() -> Files.exists(grandchild) && Files.size(grandchild) > 1);
    long pid = Long.parseLong(Files.readString(grandchild).strip());

    ProcessGroup.end(stubborn.process(), Duration.ofSeconds(1));

    assertThat(stubborn.isAlive()).isFalse();
    await().until(() -> !ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
  }

  private Stack stack(Map<Component, String> scripts) {
    return new Stack(TestStacks.plan(state), heard, TestStacks.scripts(scripts));
  }
}
