package io.spanline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spanline.clients.Rest;
import io.spanline.clients.Toxic;
import io.spanline.clients.Toxic.Stream;
import io.spanline.clients.Toxiproxy;
import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.experiments.toxic.Lease;
import io.spanline.experiments.toxic.LeasedToxic;
import io.spanline.settings.Port;
import io.spanline.stack.plan.Component;
import io.spanline.stack.record.StackProcess;
import io.spanline.stack.record.ToxiproxyRestart;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Toxics end with their lease, whatever became of their owner, and with a new Toxiproxy. */
@Tag("stack")
class ToxicsEndIT {
  private static final String EDGE = "b-to-c";
  private static final Duration LEASE = Duration.ofSeconds(5);

  @TempDir static Path folder;
  @AutoClose private static RealStack stack;
  private static Toxiproxy toxiproxy;

  @BeforeAll
  static void start() {
    stack =
        RealStack.start(
            folder,
            Set.of(Component.TOXIPROXY, Component.SERVICE_B, Component.SERVICE_C),
            Map.of());
    toxiproxy = new Toxiproxy(stack.address(Port.TOXIPROXY));
  }

  @Test
  void aToxicWhoseOwnerIsKilledIsGoneWithinTwoSecondsOfItsLease() throws IOException {
    Toxic foreign = Toxic.latency(Stream.UPSTREAM, Duration.ofMillis(1));
    toxiproxy.add(EDGE, foreign);

    String toxic = KilledOwner.putsOn(stack.address(Port.TOXIPROXY), EDGE, LEASE, folder);

    assertThat(toxiproxy.proxy(EDGE).has(toxic)).isTrue();
    await().atMost(LEASE.plusSeconds(2)).until(() -> !toxiproxy.proxy(EDGE).has(toxic));
    assertThat(toxiproxy.proxy(EDGE).toxics()).extracting(Toxic::name).contains(foreign.name());
    toxiproxy.remove(EDGE, foreign);
  }

  @Tag("thorough")
  @RepeatedTest(9)
  void andSoItIsEachTime() throws IOException {
    aToxicWhoseOwnerIsKilledIsGoneWithinTwoSecondsOfItsLease();
  }

  @Test
  void toxiproxyIsStartedAnewWithItsProxiesWhileTheOthersStayUp() {
    String upstream = stack.address(Port.SERVICE_C);
    String listen =
        toxiproxy.create(new Proxy("own", "127.0.0.1:0", upstream, true, List.of())).listen();
    toxiproxy.create(new Proxy("off", "127.0.0.1:0", upstream, false, List.of()));
    Lease lease = new Lease("test", Instant.now().plusSeconds(60), 1);
    Toxic stuck =
        new Toxic(
            lease.toxic(), "timeout", Stream.DOWNSTREAM, 1, new TreeMap<>(Map.of("timeout", 0L)));
    toxiproxy.add("own", stuck);
    SortedMap<String, Proxy> before = toxiproxy.proxies();
    Map<String, Long> pids = pids();
    assertThat(answers(listen)).isFalse();
    // A look of the sweeper's later it knows of them all.
    await().pollDelay(Duration.ofSeconds(2)).until(() -> true);

    boolean done =
        new ToxiproxyRestart(stack.stack().plan().checkout())
            .restart(new LeasedToxic("own", stuck, lease));

    assertThat(done).isTrue();
    SortedMap<String, Proxy> after = toxiproxy.proxies();
    assertThat(after.keySet()).isEqualTo(before.keySet());
    assertThat(after.values())
        .allSatisfy(
            proxy -> {
              Proxy was = before.get(proxy.name());
              assertThat(proxy)
                  .isEqualTo(
                      new Proxy(
                          was.name(), was.listen(), was.upstream(), was.enabled(), List.of()));
            });
    assertThat(answers(listen)).isTrue();
    assertThat(answers(stack.address(Port.PROXY_B_TO_C))).isTrue();
    Map<String, Long> now = pids();
    assertThat(now.keySet()).isEqualTo(pids.keySet());
    assertThat(now.get("toxiproxy")).isNotEqualTo(pids.get("toxiproxy"));
    assertThat(now).containsEntry("service-b", pids.get("service-b"));
    assertThat(now).containsEntry("service-c", pids.get("service-c"));
    assertThat(stack.stack().hasFailed()).isFalse();
  }

  private static boolean answers(String address) {
    return new Rest("proxy", address, Duration.ofSeconds(1)).answers("/health");
  }

  private static Map<String, Long> pids() {
    return stack.stack().processes().stream()
        .collect(Collectors.toMap(StackProcess::name, StackProcess::pid));
  }
}
