package io.spanline.stack.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spanline.clients.Toxic;
import io.spanline.clients.Toxic.Stream;
import io.spanline.experiments.toxic.Lease;
import io.spanline.experiments.toxic.LeasedToxic;
import io.spanline.stack.Checkout;
import io.spanline.stack.Heard;
import io.spanline.stack.StackException;
import io.spanline.stack.plan.Component;
import io.spanline.stack.plan.StackPlan;
import io.spanline.stack.record.ToxiproxyRestart;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sweep of a stack whose Toxiproxy does not answer: a shell script. */
@Timeout(value = 60)
class ToxicsSweepIT {
  private static final LeasedToxic STUCK = stuck();

  @TempDir Path state;
  private final Heard heard = new Heard();
  private Stack stack;

  @AfterEach
  void stop() {
    stack.close();
  }

  @Test
  void aToxiproxyThatDoesNotAnswerIsToldOfOnce() {
    stack = stack("READY; exec sleep 300");
    stack.start();

    await()
        .pollDelay(Duration.ofSeconds(4))
        .untilAsserted(
            () ->
                assertThat(heard.lines)
                    .filteredOn(line -> line.startsWith("Toxiproxy does not answer"))
                    .hasSize(1));
    assertThat(stack.hasFailed()).isFalse();
  }

  @Test
  void aNewToxiproxyThatDiesEndsTheStack() throws Exception {
    stack =
        stack(
            "trap 'rm -f %1$s; exit' TERM; [ ! -e %2$s ] || exit 9; touch %2$s; READY; %3$s"
                .formatted(
                    state.resolve("toxiproxy.ready"),
                    state.resolve("once"),
                    "while :; do sleep 0.1; done"));
    stack.start();

    boolean done = new ToxiproxyRestart(checkout()).restart(STUCK);
    StackException failure = stack.failure().get(20, TimeUnit.SECONDS);

    assertThat(done).isFalse();
    assertThat(failure).hasMessageContaining("toxiproxy ended with exit code 9");
    assertThat(heard.lines)
        .contains(
            "toxiproxy is started anew: toxic %s on proxy b-to-c could not be taken off"
                .formatted(STUCK.lease().toxic()));
  }

  @Test
  void nobodyStartsToxiproxyAnewIfNoStackRuns() {
    stack = stack("READY; exec sleep 300");

    assertThat(new ToxiproxyRestart(checkout()).restart(STUCK)).isFalse();
    assertThat(checkout().toxiproxyRestart()).doesNotExist();
  }

  private Checkout checkout() {
    return stack.plan().checkout();
  }

  private Stack stack(String script) {
    StackPlan plan = TestStacks.plan(state);
    return new Stack(plan, heard, TestStacks.scripts(Map.of(Component.TOXIPROXY, script)));
  }

  private static LeasedToxic stuck() {
    Lease lease = new Lease("test", Instant.now().plusSeconds(60), 1);
    return new LeasedToxic(
        "b-to-c",
        new Toxic(lease.toxic(), "timeout", Stream.DOWNSTREAM, 1, new TreeMap<>()),
        lease);
  }
}
