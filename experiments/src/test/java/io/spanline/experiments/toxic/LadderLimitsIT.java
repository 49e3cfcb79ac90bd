package io.spanline.experiments.toxic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.spanline.topic.ToxicChange.By;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a removal says that does not reach its end, and when. */
class LadderLimitsIT extends LadderFixture {
  @Test
  void aToxiproxyThatAnswersIsNotStartedAnew() {
    LeasedToxic latency = added();
    server.refuseRemovalOf(LEASE.toxic());

    assertThatThrownBy(() -> removal(stuck -> fail("asked")).remove(latency, By.OWNER))
        .isInstanceOf(NotRemovedException.class)
        .hasMessageContaining("toxic %s may still be on".formatted(LEASE.toxic()));

    assertThat(words()).noneMatch(step -> step.startsWith("starting Toxiproxy anew"));
    assertThat(server.isEnabled("b-to-c")).isTrue();
  }

  @Test
  void aNewStartHasFourSecondsOfTheTenAlsoIfEverythingBeforeHung() {
    LeasedToxic latency = added();
    server.hangOnRemovalOf(LEASE.toxic());
    Restart slow =
        stuck -> {
          try {
            TimeUnit.MILLISECONDS.sleep(3_800);
          } catch (InterruptedException e) {
            return false;
          }
          return server.restart();
        };

    Duration took = time(() -> removal(slow).remove(latency, By.OWNER));

    assertThat(took).isLessThan(Ladder.LONGEST);
    assertThat(server.toxicsOn("b-to-c")).isEmpty();
  }

  @Test
  void aToxicThatIsGoneWhileItsProxyStaysOffIsNotSaidToBeOn() {
    LeasedToxic latency = added();
    server.next(
        "DELETE",
        (exchange, work) -> {
          work.run();
          server.disable("b-to-c");
          HangingToxiproxy.send(exchange, 204, "");
        });
    server.next("POST", (exchange, work) -> server.hang("b-to-c"));

    assertThatThrownBy(() -> removal(Restart.NONE).remove(latency, By.OWNER))
        .isInstanceOf(NotRemovedException.class)
        .hasMessageStartingWith(
            "toxic %s is off, but proxy b-to-c may still be down".formatted(LEASE.toxic()));
  }

  @Test
  void aHangOfAToxiproxyThatIsNotOursIsSaidAfterTenSeconds() {
    LeasedToxic latency = added();
    server.hangOnRemovalOf(LEASE.toxic());

    Duration took =
        time(
            () ->
                assertThatThrownBy(() -> removal(Restart.NONE).remove(latency, By.OWNER))
                    .isInstanceOf(NotRemovedException.class)
                    .hasMessageContaining("toxic %s may still be on".formatted(LEASE.toxic()))
                    .hasMessageContaining("proxy b-to-c")
                    .hasMessageEndingWith("type: restart it"));

    assertThat(took).isBetween(Duration.ofSeconds(8), Ladder.LONGEST.plusMillis(300));
    assertThat(server.isEnabled("b-to-c")).isTrue();
    assertThat(written).isEmpty();
    assertThat(folder).isNotEmptyDirectory();
  }

  @Test
  void aRestartThatNeverEndsDoesNotHoldARemovalUp() {
    LeasedToxic latency = added();
    server.hangOnRemovalOf(LEASE.toxic());
    CompletableFuture<Boolean> never = new CompletableFuture<>();
    Restart endless = stuck -> never.join();

    Duration took =
        time(
            () ->
                assertThatThrownBy(() -> removal(endless).remove(latency, By.OWNER))
                    .isInstanceOf(NotRemovedException.class));

    assertThat(took).isLessThan(Ladder.LONGEST.plusMillis(300));
  }

  @Test
  void aToxiproxyThatIsGoneIsSaidAtOnce() {
    LeasedToxic latency = added();
    server.close();

    Duration took =
        time(
            () ->
                assertThatThrownBy(() -> removal(Restart.NONE).remove(latency, By.OWNER))
                    .isInstanceOf(NotRemovedException.class)
                    .hasMessageContaining("does not answer"));

    assertThat(took).isLessThan(Duration.ofSeconds(4));
  }
}
