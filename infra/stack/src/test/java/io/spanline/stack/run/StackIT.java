package io.spanline.stack.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.spanline.stack.Heard;
import io.spanline.stack.StackException;
import io.spanline.stack.StackFailure;
import io.spanline.stack.StackRefusal;
import io.spanline.stack.plan.Component;
import io.spanline.stack.plan.StackPlan;
import io.spanline.stack.plan.StackPlan.EarlierData;
import io.spanline.stack.process.ChildProcess;
import io.spanline.stack.process.ProcessGroup;
import io.spanline.stack.process.ProcessMark;
import io.spanline.stack.record.RunRecord;
import io.spanline.stack.record.RunningStack;
import io.spanline.stack.record.StackProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private final Heard heard = new Heard();
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
                "echo out of luck; READY; sleep 0.3; exit 7"));
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
    record(plan, left.mark(), "kafka");
    stack = stack(Map.of(Component.TOXIPROXY, RUNS));

    stack.start();

    assertThat(left.isAlive()).isFalse();
    assertThat(heard.lines).contains("stopped kafka, left over from a killed run");
  }

  @Test
  void keepsTheRecordOfWhatIsLeftIfClosedBeforeThatIsStopped() throws Exception {
    StackPlan plan = TestStacks.plan(state);
    Path told = state.resolve("told");
    Path go = state.resolve("go");
    ChildProcess left =
        ChildProcess.start(
            TestStacks.launch(
                plan,
                Component.KAFKA,
                "trap 'touch %s' TERM; READY; until [ -e %s ]; do sleep 0.1; done"
                    .formatted(told, go)));
    await().until(() -> Files.exists(state.resolve("kafka.ready")));
    record(plan, left.mark(), "kafka");
    stack = stack(Map.of(Component.TOXIPROXY, RUNS));
    CompletableFuture<Void> start = CompletableFuture.runAsync(stack::start);
    await().until(() -> Files.exists(told));

    stack.close();

    Path file = plan.checkout().runFile();
    assertThat(RunRecord.read(file).children())
        .extracting(child -> child.mark().pid())
        .containsExactly(left.mark().pid());
    Files.createFile(go);
    assertThatThrownBy(start::join).hasRootCauseInstanceOf(StackFailure.class);
    assertThat(left.isAlive()).isFalse();
    assertThat(file).exists();
  }

  @Test
  void refusesADamagedRecordAndLeavesIt() throws Exception {
    Path file = TestStacks.plan(state).checkout().runFile();
    Files.createDirectories(file.getParent());
    Files.createFile(file);
    stack = stack(Map.of(Component.TOXIPROXY, RUNS));

    assertThatThrownBy(stack::start)
        .isInstanceOf(StackRefusal.class)
        .hasMessageContaining(file.toString());
    assertThat(file).exists();
  }

  @Test
  void servicesThatDoNotListenAreGivenTheirGraceTogether() {
    String deaf = "trap '' TERM; READY; while :; do sleep 0.1; done";
    stack =
        stack(
            Map.of(
                Component.SERVICE_A, deaf,
                Component.SERVICE_B, deaf,
                Component.SERVICE_C, deaf));
    stack.start();
    heard.lines.clear();
    long began = System.nanoTime();

    stack.close();

    Duration took = Duration.ofNanos(System.nanoTime() - began);
    assertThat(took).isGreaterThanOrEqualTo(TestStacks.grace(Component.SERVICE_A));
    assertThat(Component.SERVICE_A.grace()).isEqualTo(Duration.ofSeconds(4));
    assertThat(heard.lines.subList(0, 3))
        .containsExactlyInAnyOrder(
            "started stop service-a", "started stop service-b", "started stop service-c");
  }

  @Test
  void clearsStreamsBaselinesOwnFolderWithinTheUsers() throws Exception {
    Path mine = Files.createDirectories(state.resolve("mine"));
    Path notes = Files.writeString(mine.resolve("notes.txt"), "the user's");
    Path store = Files.createDirectories(mine.resolve("spanline-streams-baseline/0_1"));
    StackPlan plan = TestStacks.plan(state);
    plan =
        StackPlan.of(
            plan.checkout(),
            plan.settings().with(Map.of("SPANLINE_STATE_DIR", mine.toString())),
            Set.of(),
            Map.of());
    stack = new Stack(plan.with(EarlierData.KEPT), heard, TestStacks.scripts(Map.of()));
    stack.start();
    stack.close();
    assertThat(store).exists();

    stack = new Stack(plan, heard, TestStacks.scripts(Map.of()));
    stack.start();

    assertThat(mine).isDirectoryContaining(notes::equals);
    assertThat(store.getParent()).doesNotExist();
  }

  @Test
  void leavesAStrangerWithARecordedPidAlone() throws Exception {
    StackPlan plan = TestStacks.plan(state);
    ChildProcess stranger = ChildProcess.start(TestStacks.launch(plan, Component.KAFKA, RUNS));
    ProcessMark before =
        new ProcessMark(stranger.mark().pid(), stranger.mark().started().minusSeconds(60));
    record(plan, before, "kafka");
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

    ProcessGroup.end(stubborn.process(), Duration.ofMillis(200));

    assertThat(stubborn.isAlive()).isFalse();
    await().until(() -> !ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
  }

  /** The record of a supervisor that was killed. */
  private static void record(StackPlan plan, ProcessMark child, String name) throws IOException {
    new RunRecord(
            RunRecord.Phase.RUNNING,
            new ProcessMark(child.pid(), child.started().minusSeconds(60)),
            List.of(new RunRecord.Child(name, child, List.of("sleep"))),
            plan.settings().environment())
        .write(plan.checkout().runFile());
  }

  private Stack stack(Map<Component, String> scripts) {
    return new Stack(TestStacks.plan(state), heard, TestStacks.scripts(scripts));
  }
}
