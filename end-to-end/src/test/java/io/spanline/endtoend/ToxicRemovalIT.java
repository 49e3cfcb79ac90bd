package io.spanline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.spanline.clients.ClientException;
import io.spanline.clients.Toxic.Stream;
import io.spanline.clients.Toxiproxy;
import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.experiments.toxic.Fault;
import io.spanline.experiments.toxic.Injection;
import io.spanline.experiments.toxic.Journal;
import io.spanline.experiments.toxic.LeasedToxic;
import io.spanline.experiments.toxic.NotRemovedException;
import io.spanline.experiments.toxic.Removal;
import io.spanline.experiments.toxic.Rescue;
import io.spanline.experiments.toxic.Restart;
import io.spanline.settings.Port;
import io.spanline.stack.plan.Component;
import io.spanline.stack.record.ToxiproxyRestart;
import io.spanline.topic.ToxicChange.By;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Additions and removals on the real Toxiproxy, which hangs if a client does not read. */
@Tag("stack")
class ToxicRemovalIT {
  // Ten seconds by design; threads of a busy machine wake late.
  private static final Duration LONGEST = Duration.ofSeconds(20);

  @TempDir static Path folder;
  @AutoClose private static RealStack stack;
  private static Toxiproxy toxiproxy;

  @AutoClose private UnreadSource source;
  private final List<String> steps = new ArrayList<>();

  @BeforeAll
  static void startStack() {
    stack = RealStack.start(folder, Set.of(Component.TOXIPROXY), Map.of());
    toxiproxy = new Toxiproxy(stack.address(Port.TOXIPROXY));
  }

  @BeforeEach
  void startSource() throws IOException {
    source = new UnreadSource();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "latency=3600000 jitter=3600000",
        "latency=1",
        "bandwidth=0",
        "bandwidth=100000000",
        "slow_close=0",
        "slow_close=3600000",
        "timeout=0",
        "timeout=3600000",
        "reset_peer",
        "reset_peer=5000",
        "slicer=1",
        "slicer=1073741824 size_variation=1073741823 delay=3600000000",
        "limit_data=0",
        "limit_data=9223372036854775807"
      })
  void eachKindGoesOnAndOffOnBothStreams(String words) {
    String name = words.replaceAll("[= ]", "-");
    Proxy proxy = toxiproxy.create(proxy(name));
    for (Stream stream : Stream.values()) {
      for (double toxicity : new double[] {0.3, 1}) {
        Fault fault = Fault.of(List.of(words.split(" ")), stream, toxicity);

        LeasedToxic added = add(name, fault);

        assertThat(toxiproxy.proxy(name).toxics())
            .singleElement()
            .satisfies(
                shown -> {
                  assertThat(shown.type()).isEqualTo(fault.kind().word());
                  assertThat(shown.stream()).isEqualTo(stream);
                  assertThat((float) shown.toxicity()).isEqualTo((float) toxicity);
                  assertThat(shown.attributes()).isEqualTo(fault.attributes());
                });
        removal(Restart.NONE).remove(added, By.OWNER);
        assertThat(toxiproxy.proxy(name)).isEqualTo(proxy);
      }
    }
    assertThat(steps).isEmpty();
  }

  @Test
  void downRefusesConnectionsUntilItIsTakenOff() throws IOException {
    Proxy proxy = toxiproxy.create(proxy("down"));
    LeasedToxic down = add("down", Fault.of(List.of("down"), Stream.DOWNSTREAM, 1));
    assertThatThrownBy(() -> source.connect(proxy.listen())).hasMessageContaining("refused");

    removal(Restart.NONE).remove(down, By.OWNER);

    source.connect(proxy.listen());
    assertThat(toxiproxy.proxy("down")).isEqualTo(proxy);
  }

  @Test
  void aPortThatSomebodyTookWhileItWasDownIsNamed() throws IOException {
    Proxy proxy = toxiproxy.create(proxy("taken"));
    LeasedToxic down = add("taken", Fault.of(List.of("down"), Stream.DOWNSTREAM, 1));
    int port = Integer.parseInt(proxy.listen().split(":")[1]);
    try (var other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> removal(Restart.NONE).remove(down, By.OWNER))
          .isInstanceOf(NotRemovedException.class)
          .hasMessageContaining("proxy taken stays down")
          .hasMessageContaining("address already in use");
      assertThat(other.isBound()).isTrue();
    }

    removal(Restart.NONE).remove(down, By.OWNER);

    assertThat(toxiproxy.proxy("taken")).isEqualTo(proxy);
  }

  @Test
  void aRemovalThatHangsForAWhileIsWaitedForWithTheProxyDisabled() throws IOException {
    Proxy proxy = toxiproxy.create(proxy("waits"));
    LeasedToxic reset = add("waits", Fault.of(List.of("reset_peer=5000"), Stream.DOWNSTREAM, 1));
    source.connect(proxy.listen());
    await().until(source::isStuck);

    Duration took = time(() -> removal(Restart.NONE).remove(reset, By.OWNER));

    assertThat(took).isBetween(Duration.ofSeconds(2), LONGEST);
    assertThat(toxiproxy.proxy("waits")).isEqualTo(proxy);
    assertThat(words(reset))
        .startsWith(
            "DELETE: no answer in time", "disabling the proxy, which closes its connections")
        .endsWith("the toxic is gone");
  }

  @Test
  void aRemovalThatHangsForGoodTakesANewToxiproxy() throws Exception {
    Proxy proxy = toxiproxy.create(proxy("hangs"));
    Proxy other = toxiproxy.create(proxy("other"));
    awaitTheStacksLook("other");
    LeasedToxic latency = add("hangs", Fault.of(List.of("latency=20"), Stream.DOWNSTREAM, 1));
    source.connect(proxy.listen());
    await().until(source::isStuck);

    Duration alone =
        time(
            () ->
                assertThatThrownBy(() -> removal(Restart.NONE).remove(latency, By.OWNER))
                    .isInstanceOf(NotRemovedException.class)
                    .hasMessageContaining(
                        "toxic %s may still be on proxy hangs".formatted(latency.toxic().name()))
                    .hasMessageEndingWith("type: restart it"));
    assertThat(alone).isBetween(Duration.ofSeconds(8), LONGEST);
    assertThatThrownBy(() -> toxiproxy.proxy("hangs")).isInstanceOf(ClientException.class);
    steps.clear();

    Restart restart = new ToxiproxyRestart(stack.stack().plan().checkout());
    Duration took = time(() -> removal(restart).remove(latency, By.OWNER));

    assertThat(took).isLessThan(LONGEST);
    assertThat(toxiproxy.proxy("hangs")).isEqualTo(proxy);
    assertThat(toxiproxy.proxy("other")).isEqualTo(other);
    assertThat(words(latency)).endsWith("Toxiproxy runs anew and the toxic is gone");
    source.connect(proxy.listen());
  }

  private Proxy proxy(String name) {
    return new Proxy(name, "127.0.0.1:0", source.address(), true, List.of());
  }

  private LeasedToxic add(String proxy, Fault fault) {
    return add(proxy, fault, Duration.ofMinutes(5));
  }

  private LeasedToxic add(String proxy, Fault fault, Duration lease) {
    return new Injection(toxiproxy, Journal.NONE, removal(Restart.NONE), Clock.systemUTC())
        .add(new Injection.Order(proxy, null, "test", lease), fault);
  }

  /**
   * The stack brings back the proxies that it has seen; it sees them as it looks for what is over.
   */
  private void awaitTheStacksLook(String proxy) {
    LeasedToxic over =
        add(proxy, Fault.of(List.of("latency=1"), Stream.DOWNSTREAM, 1), Duration.ofSeconds(1));
    await().until(() -> !LeasedToxic.on(toxiproxy.proxy(proxy)).contains(over));
  }

  private Removal removal(Restart restart) {
    Rescue rescue =
        new Rescue(restart, folder.resolve("notes"), "clear it", "restart it", steps::add);
    return new Removal(toxiproxy, rescue, Journal.NONE, Clock.systemUTC());
  }

  private List<String> words(LeasedToxic toxic) {
    String start = "toxic %s on proxy %s: ".formatted(toxic.toxic().name(), toxic.proxy());
    return steps.stream().map(step -> step.replace(start, "")).toList();
  }

  private static Duration time(Runnable work) {
    long began = System.nanoTime();
    work.run();
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
