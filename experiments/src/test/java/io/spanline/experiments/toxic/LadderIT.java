package io.spanline.experiments.toxic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.spanline.topic.ToxicChange.By;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The steps of a removal, on a Toxiproxy that hangs as each needs it. */
class LadderIT extends LadderFixture {
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
  void theNoteOfAProxyThatWasDeletedIsEndedAtOnceWithoutANewStart() throws IOException {
    LeasedToxic latency = added();
    new Notes(folder, server.address()).begin(latency, true, By.OWNER);
    server.delete("b-to-c");

    Duration took = time(() -> removal(stuck -> fail("asked")).remove(latency, By.OWNER));

    assertThat(took).isLessThan(Duration.ofSeconds(2));
    assertThat(steps).isEmpty();
    assertThat(written)
        .singleElement()
        .satisfies(gone -> assertThat(gone.by()).isEqualTo(By.OWNER));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aProxyThatIsDeletedMeanwhileHasLetTheToxicGo() {
    LeasedToxic latency = added();
    server.next(
        "DELETE",
        (exchange, work) -> {
          server.delete("b-to-c");
          HangingToxiproxy.send(exchange, 404, "{\"error\":\"proxy not found\"}");
        });

    removal(stuck -> fail("asked")).remove(latency, By.OWNER);

    assertThat(written).hasSize(1);
    assertThat(words()).last().isEqualTo("the toxic is gone");
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
}
