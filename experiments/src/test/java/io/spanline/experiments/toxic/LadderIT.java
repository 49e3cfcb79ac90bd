package io.spanline.experiments.toxic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.clients.Toxic;
import io.spanline.clients.Toxiproxy;
import io.spanline.topic.ToxicChange;
import io.spanline.topic.ToxicChange.By;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps of a removal, on a Toxiproxy that hangs as each needs it. */
class LadderIT {
  private static final Lease LEASE = new Lease("me", Instant.ofEpochSecond(2_000_000_000), 1);

  @TempDir Path folder;
  @AutoClose private HangingToxiproxy server;
  private Toxiproxy toxiproxy;
  private final List<String> steps = new ArrayList<>();
  private final List<ToxicChange> written = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    server = new HangingToxiproxy("b-to-c", "a-to-b");
    toxiproxy = new Toxiproxy(server.address());
  }

  @Test
  void nothingIsSaidOfARemovalThatWorks() {
    LeasedToxic latency = added();

    removal(Restart.NONE).remove(latency, By.OWNER);

    assertThat(server.toxicsOn("b-to-c")).isEmpty();
    assertThat(steps).isEmpty();
    assertThat(written)
        .singleElement()
        .satisfies(gone -> assertThat(gone.by()).isEqualTo(By.OWNER));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatSomebodyElseTookOffIsNotToldTwice() {
    LeasedToxic latency = added();
    toxiproxy.remove("b-to-c", latency.toxic());

    assertThat(removal(Restart.NONE).remove(latency, By.OWNER)).isFalse();

    assertThat(written).isEmpty();
  }

  @Test
  void aHangThatDisablingEndsIsEndedSo() {
    LeasedToxic latency = added();
    server.hangOnRemovalOf(LEASE.toxic());
    server.freeByDisabling();

    Duration took = time(() -> removal(Restart.NONE).remove(latency, By.OWNER));

    assertThat(took).isLessThan(Ladder.LONGEST);
    assertThat(server.toxicsOn("b-to-c")).isEmpty();
    assertThat(server.isEnabled("b-to-c")).isTrue();
    assertThat(words())
        .containsExactly(
            "DELETE: no answer in time",
            "disabling the proxy, which closes its connections",
            "the proxy is disabled",
            "the toxic is gone");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aHangThatNothingElseEndsTakesANewStart() {
    LeasedToxic latency = added();
    server.hangOnRemovalOf(LEASE.toxic());

    Duration took = time(() -> removal(stuck -> server.restart()).remove(latency, By.SWEEP));

    assertThat(took).isLessThan(Ladder.LONGEST);
    assertThat(server.isEnabled("b-to-c")).isTrue();
    assertThat(words())
        .containsExactly(
            "DELETE: no answer in time",
            "disabling the proxy, which closes its connections",
            "disabling: no answer in time",
            "starting Toxiproxy anew, with its proxies and without any toxic",
            "Toxiproxy runs anew and the toxic is gone");
    assertThat(written)
        .singleElement()
        .satisfies(gone -> assertThat(gone.by()).isEqualTo(By.RESTART));
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
  void aRemovalThatAnswers500AfterHavingWorkedHasWorked() {
    LeasedToxic latency = added();
    server.next(
        "DELETE",
        (exchange, work) -> {
          work.run();
          HangingToxiproxy.send(exchange, 500, "{\"error\":\"boom\"}");
        });

    removal(Restart.NONE).remove(latency, By.OWNER);

    assertThat(server.toxicsOn("b-to-c")).isEmpty();
    assertThat(steps).isEmpty();
  }

  @Test
  void aRemovalThatIsRefusedOnceIsAskedForAgain() {
    LeasedToxic latency = added();
    server.next(
        "DELETE", (exchange, work) -> HangingToxiproxy.send(exchange, 500, "{\"error\":\"boom\"}"));

    removal(Restart.NONE).remove(latency, By.OWNER);

    assertThat(server.toxicsOn("b-to-c")).isEmpty();
    assertThat(words()).contains("the toxic is gone").doesNotContain("the proxy is disabled");
  }

  @Test
  void aProxyThatWasDisabledStaysSo() {
    LeasedToxic latency = added();
    server.disable("b-to-c");
    server.hangOnRemovalOf(LEASE.toxic());
    server.freeByDisabling();

    removal(Restart.NONE).remove(latency, By.OWNER);

    assertThat(server.toxicsOn("b-to-c")).isEmpty();
    assertThat(server.isEnabled("b-to-c")).isFalse();
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

  @Test
  void aFullDiskDoesNotKeepAToxicOn() throws IOException {
    LeasedToxic latency = added();
    Path notes = Files.createFile(folder.resolve("no-folder"));
    Rescue rescue = new Rescue(Restart.NONE, notes, "clear it", "restart it", steps::add);

    new Removal(toxiproxy, rescue, Journal.NONE, Clock.systemUTC()).remove(latency, By.OWNER);

    assertThat(server.toxicsOn("b-to-c")).isEmpty();
    assertThat(words()).first().asString().startsWith("it goes on without a note");
  }

  @Test
  void foreignToxicsAreNotTouchedAndNothingIsReset() {
    server.put("b-to-c", "latency_downstream");
    server.put("b-to-c", "spanline.me.0123.1");
    LeasedToxic latency = added();

    removal(Restart.NONE).remove(latency, By.OWNER);

    assertThat(server.toxicsOn("b-to-c"))
        .containsExactly("latency_downstream", "spanline.me.0123.1");
    assertThat(server.requests()).noneMatch(request -> request.contains("/reset"));
  }

  private LeasedToxic added() {
    Toxic toxic =
        new Toxic(
            LEASE.toxic(),
            "latency",
            Toxic.Stream.DOWNSTREAM,
            1,
            new TreeMap<>(Map.of("latency", 20L, "jitter", 0L)));
    toxiproxy.add("b-to-c", toxic);
    return new LeasedToxic("b-to-c", toxic, LEASE);
  }

  private Removal removal(Restart restart) {
    Rescue rescue = new Rescue(restart, folder, "clear it", "restart it", steps::add);
    return new Removal(toxiproxy, rescue, new KeptJournal(written), Clock.systemUTC());
  }

  private List<String> words() {
    String start = "toxic %s on proxy b-to-c: ".formatted(LEASE.toxic());
    assertThat(steps).allMatch(step -> step.startsWith(start));
    return steps.stream().map(step -> step.substring(start.length())).toList();
  }

  private static Duration time(Runnable work) {
    long began = System.nanoTime();
    work.run();
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
