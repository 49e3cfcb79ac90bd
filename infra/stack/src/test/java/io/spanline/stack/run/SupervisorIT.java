package io.spanline.stack.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.spanline.settings.Port;
import io.spanline.stack.Checkout;
import io.spanline.stack.Heard;
import io.spanline.stack.StackListener;
import io.spanline.stack.StackRefusal;
import io.spanline.stack.plan.Component;
import io.spanline.stack.plan.JavaProgram;
import io.spanline.stack.plan.StackPlan;
import io.spanline.stack.record.RunningStack;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 90)
class SupervisorIT {
  @TempDir Path state;
  private final Heard heard = new Heard();
  private StackPlan plan;

  @BeforeEach
  void plan() throws Exception {
    plan = TestStacks.quick(state);
  }

  @AfterEach
  void stop() {
    Supervisor.stop(plan.checkout(), heard);
  }

  @Test
  void holdsTheStackUntilItIsStopped() throws Exception {
    Supervisor.launch(plan, heard);
    RunningStack stack = RunningStack.find(plan.checkout()).orElseThrow();

    assertThat(heard.lines).contains("started toxiproxy", "finished toxiproxy");
    assertThat(stack.ready()).isTrue();
    assertThat(stack.settings().environment()).isEqualTo(plan.settings().environment());
    assertThat(stack.processes().get(0).residentBytes()).isPositive();
    assertThat(stack.address(Port.TOXIPROXY)).isEqualTo(plan.settings().address(Port.TOXIPROXY));
    assertThat(Supervisor.stop(plan.checkout(), heard)).isEqualTo(Supervisor.Stopped.STACK);
    assertThat(RunningStack.find(plan.checkout())).isEmpty();
    assertThat(ProcessHandle.of(stack.processes().get(0).pid())).isEmpty();
    assertThat(Supervisor.stop(plan.checkout(), heard)).isEqualTo(Supervisor.Stopped.NOTHING);
  }

  @Test
  void getsItsPatienceBeforeItIsKilled() throws Exception {
    // A stack of three levels of stubborn processes, each with its own 10 s.
    assertThat(Supervisor.launch(plan, state, state).grace())
        .isGreaterThan(Component.KAFKA.grace().multipliedBy(3));
  }

  @Test
  void doesNotStopTheStackThatACopiedFolderTellsOf() throws Exception {
    Supervisor.launch(plan, heard);
    Checkout copy = new Checkout(plan.checkout().root(), state.resolve("copy"));
    Files.createDirectories(copy.run());
    Files.copy(plan.checkout().runFile(), copy.runFile());

    Supervisor.Stopped stopped = Supervisor.stop(copy, heard);

    assertThat(stopped).isEqualTo(Supervisor.Stopped.NOTHING);
    assertThat(heard.lines).last().asString().contains("is a copy of the one in", "ignored");
    assertThat(RunningStack.find(plan.checkout()).orElseThrow().ready()).isTrue();
  }

  @Test
  void whatAKilledOneLeavesIsStopped() throws Exception {
    Supervisor.launch(plan, heard);
    RunningStack stack = RunningStack.find(plan.checkout()).orElseThrow();
    long toxiproxy = stack.processes().get(0).pid();
    ProcessHandle.of(stack.supervisor()).orElseThrow().destroyForcibly();
    await().until(() -> RunningStack.find(plan.checkout()).isEmpty());

    assertThat(ProcessHandle.of(toxiproxy)).isPresent();
    assertThat(Supervisor.stop(plan.checkout(), heard)).isEqualTo(Supervisor.Stopped.LEFTOVERS);
    assertThat(ProcessHandle.of(toxiproxy)).isEmpty();
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
        .contains("toxiproxy ended with exit code 137");
  }

  @Test
  void ofTwoAtOnceOneHoldsTheStack() throws Exception {
    List<CompletableFuture<Void>> launches =
        Stream.generate(() -> CompletableFuture.runAsync(() -> Supervisor.launch(plan, heard)))
            .limit(2)
            .toList();

    List<Throwable> refused = new ArrayList<>();
    for (CompletableFuture<Void> launch : launches) {
      launch
          .exceptionally(
              problem -> {
                refused.add(problem.getCause());
                return null;
              })
          .join();
    }

    assertThat(refused).singleElement().isInstanceOf(StackRefusal.class);
    RunningStack stack = RunningStack.find(plan.checkout()).orElseThrow();
    assertThat(stack.ready()).isTrue();
    assertThat(TestStacks.running(stack)).containsExactly("toxiproxy");
    assertThat(files(plan.checkout().run())).noneMatch(name -> name.startsWith("progress"));
    assertThat(files(plan.checkout().logs()))
        .containsExactlyInAnyOrder("toxiproxy.log", "supervisor.log");
  }

  @Test
  @Tag("broker")
  void endsWithItsLauncherWhileItStarts() throws Exception {
    List<String> command =
        new JavaProgram(
                Launcher.class.getName(),
                JavaProgram.ownClassPath(),
                List.of(),
                List.of(state.toString()))
            .command();
    Process launcher = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> RunningStack.find(plan.checkout()).map(s -> s.processes().size()).orElse(0) > 0);
    RunningStack stack = RunningStack.find(plan.checkout()).orElseThrow();
    assertThat(stack.ready()).isFalse();

    launcher.destroy();

    assertThat(launcher.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(ProcessHandle.of(stack.supervisor())).isEmpty();
    assertThat(ProcessHandle.of(stack.processes().get(0).pid())).isEmpty();
    assertThat(plan.checkout().runFile()).doesNotExist();
    assertThat(files(plan.checkout().run())).noneMatch(name -> name.startsWith("progress"));
  }

  @Test
  void passesOnWhyItDidNotStart() throws Exception {
    try (ServerSocket taken =
        new ServerSocket(
            plan.settings().port(Port.TOXIPROXY), 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> Supervisor.launch(plan, heard))
          .isInstanceOf(StackRefusal.class)
          .hasMessageContaining("port " + taken.getLocalPort());
    }
    assertThat(RunningStack.find(plan.checkout())).isEmpty();
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  /** What {@code up} is, in a process that can be told to end. */
  static final class Launcher {
    private Launcher() {}

    public static void main(String[] args) {
      Supervisor.launch(TestStacks.plan(Path.of(args[0]), Component.KAFKA), StackListener.SILENT);
    }
  }
}
