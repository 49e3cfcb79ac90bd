package io.spanline.experiments.toxic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.clients.Toxic.Stream;
import io.spanline.clients.Toxiproxy;
import io.spanline.topic.ToxicChange;
import io.spanline.topic.ToxicChange.By;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Removals that somebody was killed in: what the next one makes of their notes. */
class AbandonedRemovalIT {
  @TempDir Path folder;
  @AutoClose private HangingToxiproxy server;
  private Toxiproxy toxiproxy;
  private Removal removal;
  private final List<String> steps = new ArrayList<>();
  private final List<ToxicChange> written = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    server = new HangingToxiproxy("b-to-c", "a-to-b");
    toxiproxy = new Toxiproxy(server.address(), LadderFixture.PATIENCE);
    Rescue rescue =
        new Rescue(stuck -> server.restart(), folder, "clear it", "restart it", steps::add);
    removal = new Removal(toxiproxy, rescue, new KeptJournal(written), Clock.systemUTC());
  }

  @Test
  void aProxyThatWasLeftOffIsEnabled() throws IOException {
    LeasedToxic toxic = abandoned("b-to-c", By.OWNER);
    toxiproxy.remove("b-to-c", toxic.toxic());
    toxiproxy.disable("b-to-c");

    assertThat(removal.finishAbandoned()).isEmpty();

    assertThat(server.isEnabled("b-to-c")).isTrue();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void theJournalHearsWhoBeganAndNothingOfAnUndo() throws IOException {
    abandoned("b-to-c", null);
    LeasedToxic swept = abandoned("a-to-b", By.SWEEP);

    removal.finishAbandoned();

    assertThat(server.toxicsOn("b-to-c")).isEmpty();
    assertThat(written)
        .singleElement()
        .satisfies(
            gone -> {
              assertThat(gone.toxic()).isEqualTo(swept.toxic().name());
              assertThat(gone.by()).isEqualTo(By.SWEEP);
            });
  }

  @Test
  void ofADeletedProxyNothingIsLeftToDo() throws IOException {
    abandoned("b-to-c", By.OWNER);
    server.delete("b-to-c");

    assertThat(removal.finishAbandoned()).isEmpty();

    assertThat(written).hasSize(1);
    assertThat(steps).singleElement().asString().startsWith("ending the removal");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void oneThatIsStuckKeepsNoOtherFromItsEnd() throws IOException {
    stuckOn("a-to-b");
    abandoned("b-to-c", By.OWNER);

    assertThat(removal.finishAbandoned()).containsOnlyKeys("a-to-b");

    assertThat(server.toxicsOn("b-to-c")).isEmpty();
    assertThat(server.toxicsOn("a-to-b")).hasSize(1);
  }

  @Test
  void oneThatIsStuckKeepsNothingOffAnotherProxy() throws IOException {
    LeasedToxic stuck = stuckOn("a-to-b");

    LeasedToxic added = add("b-to-c");

    assertThat(server.toxicsOn("b-to-c")).containsExactly(added.toxic().name());
    assertThat(steps)
        .last()
        .asString()
        .startsWith("toxic %s may still be on proxy a-to-b".formatted(stuck.toxic().name()));
  }

  @Test
  void nothingIsPutOnAProxyWhereOneIsStuck() throws IOException {
    LeasedToxic stuck = stuckOn("a-to-b");

    assertThatThrownBy(() -> add("a-to-b")).isInstanceOf(NotRemovedException.class);

    assertThat(server.toxicsOn("a-to-b")).containsExactly(stuck.toxic().name());
  }

  private LeasedToxic add(String proxy) {
    return new Injection(toxiproxy, Journal.NONE, removal, Clock.systemUTC())
        .add(
            new Injection.Order(proxy, null, "me", Duration.ofSeconds(60)),
            Fault.of(List.of("latency=200"), Stream.DOWNSTREAM, 1));
  }

  private LeasedToxic stuckOn(String proxy) throws IOException {
    LeasedToxic stuck = abandoned(proxy, By.OWNER);
    server.refuseRemovalOf(stuck.toxic().name());
    return stuck;
  }

  /** A toxic whose removal began too long ago. */
  private LeasedToxic abandoned(String proxy, By by) throws IOException {
    server.put(proxy, "spanline.%s.2000000000.1".formatted(proxy));
    LeasedToxic toxic = LeasedToxic.on(toxiproxy.proxy(proxy)).get(0);
    new Notes(folder, toxiproxy.address()).begin(toxic, true, by);
    try (var notes = Files.list(folder)) {
      for (Path note : notes.toList()) {
        Files.setLastModifiedTime(note, FileTime.from(Instant.now().minusSeconds(16)));
      }
    }
    return toxic;
  }
}
