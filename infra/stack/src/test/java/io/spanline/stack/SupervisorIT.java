package io.spanline.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.spanline.settings.Port;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 90)
class SupervisorIT {
  @TempDir Path state;
  private final TestStacks.Heard heard = new TestStacks.Heard();
  private StackPlan plan;

  @BeforeEach
  void plan() {
    plan = TestStacks.plan(state, Component.KAFKA);
  }

  @AfterEach
  void stop() {
    Supervisor.stop(plan.checkout(), heard);
  }

  @Test
  void holdsTheStackUntilItIsStopped() throws Exception {
    Supervisor.launch(plan, heard);
    RunningStack stack = RunningStack.find(plan.checkout()).orElseThrow();

    assertThat(heard.lines).contains("started kafka", "finished kafka");
    assertThat(stack.ready()).isTrue();
    assertThat(stack.address(Port.KAFKA)).isEqualTo(plan.settings().address(Port.KAFKA));
    assertThat(Supervisor.stop(plan.checkout(), heard)).isEqualTo(Supervisor.Stopped.STACK);
    assertThat(RunningStack.find(plan.checkout())).isEmpty();
    assertThat(ProcessHandle.of(stack.processes().get(0).pid())).isEmpty();
    assertThat(Supervisor.stop(plan.checkout(), heard)).isEqualTo(Supervisor.Stopped.NOTHING);
  }

  @Test
  void whatAKilledOneLeavesIsStopped() throws Exception {
    Supervisor.launch(plan, heard);
    RunningStack stack = RunningStack.find(plan.checkout()).orElseThrow();
    long kafka = stack.processes().get(0).pid();
    ProcessHandle.of(stack.supervisor()).orElseThrow().destroyForcibly();
    await().until(() -> RunningStack.find(plan.checkout()).isEmpty());

    assertThat(ProcessHandle.of(kafka)).isPresent();
    assertThat(Supervisor.stop(plan.checkout(), heard)).isEqualTo(Supervisor.Stopped.LEFTOVERS);
    assertThat(ProcessHandle.of(kafka)).isEmpty();
  }

  @Test
  void endsWithTheReasonOnceAProcessDies() throws Exception {
    Supervisor.launch(plan, heard);
    RunningStack stack = RunningStack.find(plan.checkout()).orElseThrow();

    ProcessHandle.of(stack.processes().get(0).pid()).orElseThrow().destroyForcibly();

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> ProcessHandle.of(stack.supervisor()).isEmpty());
    assertThat(RunningStack.lastFailure(plan.checkout()).orElseThrow())
        .contains("kafka ended with exit code 137");
  }

  @Test
  void passesOnWhyItDidNotStart() throws Exception {
    try (ServerSocket taken =
        new ServerSocket(plan.settings().port(Port.KAFKA), 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> Supervisor.launch(plan, heard))
          .isInstanceOf(StackRefusal.class)
          .hasMessageContaining("port " + taken.getLocalPort());
    }
    assertThat(RunningStack.find(plan.checkout())).isEmpty();
  }
}
