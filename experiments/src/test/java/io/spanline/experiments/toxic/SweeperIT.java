package io.spanline.experiments.toxic;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.clients.Toxic;
import io.spanline.clients.Toxiproxy;
import io.spanline.topic.ToxicChange;
import io.spanline.topic.ToxicChange.By;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweeperIT {
  private static final Instant START = Instant.parse("2026-11-29T12:00:00Z");

  @TempDir Path folder;
  @AutoClose private HangingToxiproxy server;
  private Toxiproxy toxiproxy;
  private Sweeper sweeper;
  private Removal removal;
  private Instant now = START;
  private Duration passed = Duration.ZERO;
  private final List<String> removed = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();
  private final List<ToxicChange> told = new ArrayList<>();
  private Runnable beforeTold = () -> {};

  @BeforeEach
  void start() throws IOException {
    server = new HangingToxiproxy("b-to-c", "a-to-b");
    toxiproxy = new Toxiproxy(server.address(), LadderFixture.PATIENCE);
    Clock clock =
        new Clock() {
          @Override
          public Instant instant() {
            return now;
          }

          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }
        };
    Rescue rescue =
        new Rescue(stuck -> server.restart(), folder, "clear it", "restart it", step -> {});
    removal = new Removal(toxiproxy, rescue, new Told(), clock);
    sweeper = new Sweeper(toxiproxy, removal, new Kept(), clock, () -> passed.toNanos());
  }

  @Test
  void aToxicGoesWhenItsLeaseIsOverAndNoSooner() {
    LeasedToxic toxic = put("b-to-c", START.plusSeconds(5));

    pass(Duration.ofSeconds(4));
    assertThat(sweeper.sweep()).containsExactly(toxic);

    pass(Duration.ofSeconds(1));
    assertThat(sweeper.sweep()).isEmpty();
    assertThat(removed).containsExactly(toxic.toxic().name());
  }

  @Test
  void aClockThatIsSetBackDoesNotLengthenALease() {
    put("b-to-c", START.plusSeconds(5));
    sweeper.sweep();
    now = START.minus(Duration.ofDays(1));

    passed = Duration.ofMillis(4_900);
    assertThat(sweeper.sweep()).hasSize(1);

    passed = Duration.ofSeconds(5);
    assertThat(sweeper.sweep()).isEmpty();
  }

  @Test
  void aClockThatIsSetForwardEndsALease() {
    put("b-to-c", START.plusSeconds(50));
    sweeper.sweep();

    now = START.plusSeconds(60);

    assertThat(sweeper.sweep()).isEmpty();
  }

  @Test
  void aLeaseInTheFarFutureEndsAnHourAfterItWasFirstSeen() {
    put("b-to-c", START.plus(Duration.ofDays(400)));
    sweeper.sweep();

    pass(Duration.ofMinutes(59));
    assertThat(sweeper.sweep()).hasSize(1);

    pass(Duration.ofMinutes(1));
    assertThat(sweeper.sweep()).isEmpty();
  }

  @Test
  void toxicsOfOthersStayHoweverOldTheyLook() {
    server.put("b-to-c", "latency_downstream");
    server.put("b-to-c", "spanline.me.00001.1");
    put("b-to-c", START.minusSeconds(1));

    sweeper.sweep();

    assertThat(server.toxicsOn("b-to-c"))
        .containsExactly("latency_downstream", "spanline.me.00001.1");
    assertThat(server.requests()).noneMatch(request -> request.contains("/reset"));
  }

  @Test
  void aHangOnOneProxyDoesNotKeepItsToxicOnForEver() throws Exception {
    LeasedToxic stuck = put("b-to-c", START.plusSeconds(5));
    sweeper.sweep();
    server.hangOnRemovalOf(stuck.toxic().name());
    // Somebody began to take it off and was killed: now no look at Toxiproxy is answered.
    server.deleteWithoutWaiting("b-to-c", stuck.toxic().name());
    pass(Duration.ofSeconds(5));

    sweeper.sweep();

    assertThat(removed).containsExactly(stuck.toxic().name());
    assertThat(failed).singleElement().asString().startsWith("a proxy of Toxiproxy hangs");
    assertThat(sweeper.sweep()).isEmpty();
    assertThat(server.isEnabled("b-to-c")).isTrue();
  }

  @Test
  void aRemovalWhoseProcessWasKilledWithTheProxyOffIsFinished() throws IOException {
    LeasedToxic toxic = put("b-to-c", START.plusSeconds(500));
    new Notes(folder, toxiproxy.address()).begin(toxic, true, By.OWNER);
    toxiproxy.remove("b-to-c", toxic.toxic());
    toxiproxy.disable("b-to-c");
    sweeper.sweep();
    assertThat(server.isEnabled("b-to-c")).as("somebody may still be at it").isFalse();

    age(Duration.ofSeconds(16));
    sweeper.sweep();

    assertThat(server.isEnabled("b-to-c")).isTrue();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void notesOfAnotherToxiproxyAndBrokenOnesAreNotHeeded() throws IOException {
    LeasedToxic toxic = put("b-to-c", START.plusSeconds(500));
    new Notes(folder, "elsewhere:8474").begin(toxic, true, By.OWNER);
    Files.writeString(folder.resolve("half.json"), "{\"api\":");
    age(Duration.ofSeconds(16));

    assertThat(sweeper.sweep()).containsExactly(toxic);

    assertThat(failed).isEmpty();
  }

  @Test
  void aFailureIsTriedAgainAndToldOnce() {
    LeasedToxic down =
        new Injection(toxiproxy, Journal.NONE, removal, Clock.fixed(START, ZoneOffset.UTC))
            .add(
                new Injection.Order("b-to-c", null, "me", Duration.ofSeconds(1)),
                Fault.of(List.of("down"), Toxic.Stream.DOWNSTREAM, 1));
    server.portIsTaken(true);
    pass(Duration.ofSeconds(2));

    assertThat(sweeper.sweep()).containsExactly(down);
    assertThat(sweeper.sweep()).containsExactly(down);
    assertThat(failed).singleElement().asString().contains("address already in use");

    server.portIsTaken(false);
    assertThat(sweeper.sweep()).isEmpty();
    assertThat(server.isEnabled("b-to-c")).isTrue();
  }

  @Test
  void leasesThatEndTogetherAreOverBeforeASlowJournalKnows() {
    for (int number = 1; number <= 5; number++) {
      put("b-to-c", START.plusSeconds(number));
    }
    pass(Duration.ofSeconds(5));
    beforeTold = () -> assertThat(server.toxicsOn("b-to-c")).isEmpty();

    sweeper.sweep();

    assertThat(told).hasSize(5).allMatch(gone -> gone.by() == By.SWEEP);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatFailedLastTimeIsTriedAfterTheOthers() {
    server.refuseRemovalOf(put("a-to-b", START.plusSeconds(1)).toxic().name());
    pass(Duration.ofSeconds(1));
    assertThat(sweeper.sweep()).hasSize(1);
    put("b-to-c", START.plusSeconds(2));
    pass(Duration.ofSeconds(1));
    int before = server.requests().size();

    List<LeasedToxic> left = sweeper.sweep();

    assertThat(left).extracting(LeasedToxic::proxy).containsExactly("a-to-b");
    assertThat(removed).hasSize(1);
    List<String> deletions =
        server.requests().subList(before, server.requests().size()).stream()
            .filter(request -> request.startsWith("DELETE"))
            .toList();
    assertThat(deletions).first().asString().startsWith("DELETE /proxies/b-to-c");
    assertThat(deletions).last().asString().startsWith("DELETE /proxies/a-to-b");
  }

  private void pass(Duration time) {
    now = now.plus(time);
    passed = passed.plus(time);
  }

  private void age(Duration by) throws IOException {
    try (var files = Files.list(folder)) {
      files.forEach(
          file -> {
            try {
              Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(by)));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }

  private LeasedToxic put(String proxy, Instant end) {
    Lease lease = new Lease("me", end, 1);
    Toxic toxic =
        new Toxic(
            lease.toxic(),
            "latency",
            Toxic.Stream.DOWNSTREAM,
            1,
            new TreeMap<>(Map.of("latency", 20L, "jitter", 0L)));
    toxiproxy.add(proxy, toxic);
    return new LeasedToxic(proxy, toxic, lease);
  }

  private final class Told implements Journal {
    @Override
    public void mustBeReady() {}

    @Override
    public void write(ToxicChange change) {
      beforeTold.run();
      told.add(change);
    }

    @Override
    public void close() {}
  }

  private final class Kept implements Sweeper.Listener {
    @Override
    public void removed(LeasedToxic toxic) {
      removed.add(toxic.toxic().name());
    }

    @Override
    public void failed(String reason) {
      failed.add(reason);
    }
  }
}
