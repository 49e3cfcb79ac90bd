package io.spanline.experiments.toxic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.clients.ClientException;
import io.spanline.clients.Toxic.Stream;
import io.spanline.clients.Toxiproxy;
import io.spanline.topic.ToxicChange.By;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proxies that are switched off, and who switches them on again. */
class DownIT {
  @TempDir Path folder;
  @AutoClose private HangingToxiproxy server;
  private Toxiproxy toxiproxy;
  private Removal removal;
  private final List<String> steps = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    server = new HangingToxiproxy("b-to-c");
    toxiproxy = new Toxiproxy(server.address(), LadderFixture.PATIENCE);
    Rescue rescue =
        new Rescue(stuck -> server.restart(), folder, "clear it", "restart it", steps::add);
    removal = new Removal(toxiproxy, rescue, Journal.NONE, Clock.systemUTC());
  }

  @Test
  void theMarkIsOnBeforeTheProxyIsOffAndOffAfterItIsOn() {
    LeasedToxic down = down("me");
    assertThat(server.isEnabled("b-to-c")).isFalse();

    removal.remove(down, By.OWNER);

    assertThat(server.isEnabled("b-to-c")).isTrue();
    assertThat(server.toxicsOn("b-to-c")).isEmpty();
    assertThat(server.requests().stream().filter(request -> !request.startsWith("GET")))
        .containsExactly(
            "POST /proxies/b-to-c/toxics",
            "POST /proxies/b-to-c",
            "POST /proxies/b-to-c",
            "DELETE /proxies/b-to-c/toxics/" + down.toxic().name());
  }

  @Test
  void theFirstEndOfTwoLeavesTheProxyOff() {
    LeasedToxic mine = down("me");
    LeasedToxic yours = down("you");

    removal.remove(mine, By.OWNER);
    assertThat(server.isEnabled("b-to-c")).isFalse();
    assertThat(server.toxicsOn("b-to-c")).containsExactly(yours.toxic().name());

    removal.remove(yours, By.OWNER);
    assertThat(server.isEnabled("b-to-c")).isTrue();
    assertThat(server.toxicsOn("b-to-c")).isEmpty();
  }

  @RepeatedTest(20)
  void twoThatEndAtTheSameMomentLeaveItOn() {
    LeasedToxic mine = down("me");
    LeasedToxic yours = down("you");

    CompletableFuture<Void> other =
        CompletableFuture.runAsync(() -> removal.remove(yours, By.OWNER));
    removal.remove(mine, By.OWNER);
    other.join();

    assertThat(server.toxicsOn("b-to-c")).isEmpty();
    assertThat(server.isEnabled("b-to-c")).isTrue();
    assertThat(steps).isEmpty();
  }

  @Test
  void aProxyThatSomebodyElseSwitchedOffIsLeftAlone() {
    server.disable("b-to-c");

    assertThatThrownBy(() -> down("me"))
        .isInstanceOf(ClientException.class)
        .hasMessage("proxy b-to-c is down already, and not by a toxic of Spanline's");

    assertThat(server.toxicsOn("b-to-c")).isEmpty();
    assertThat(server.isEnabled("b-to-c")).isFalse();
  }

  @Test
  void killedBetweenMarkAndSwitchingOffOnlyTheMarkGoes() {
    LeasedToxic marked = down("me");
    toxiproxy.enable("b-to-c");

    removal.remove(marked, By.SWEEP);

    assertThat(server.isEnabled("b-to-c")).isTrue();
    assertThat(server.toxicsOn("b-to-c")).isEmpty();
  }

  @Test
  void aPortThatIsTakenMeanwhileIsSaidAndTheMarkStays() {
    LeasedToxic down = down("me");
    server.portIsTaken(true);

    assertThatThrownBy(() -> removal.remove(down, By.OWNER))
        .isInstanceOf(NotRemovedException.class)
        .hasMessage(
            "proxy b-to-c stays down, it cannot be enabled (Toxiproxy: listen tcp 127.0.0.1:1:"
                + " bind: address already in use); once that is solved, type: clear it");
    assertThat(server.toxicsOn("b-to-c")).containsExactly(down.toxic().name());

    server.portIsTaken(false);
    removal.remove(down, By.OWNER);
    assertThat(server.isEnabled("b-to-c")).isTrue();
    assertThat(server.toxicsOn("b-to-c")).isEmpty();
  }

  private LeasedToxic down(String owner) {
    return new Injection(toxiproxy, Journal.NONE, removal, Clock.systemUTC())
        .add(
            new Injection.Order("b-to-c", null, owner, Duration.ofSeconds(60)),
            Fault.of(List.of("down"), Stream.DOWNSTREAM, 1));
  }
}
