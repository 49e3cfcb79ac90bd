package io.spanline.experiments.toxic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spanline.clients.Toxiproxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that are told to end, or are killed, in the middle of an addition or a removal. */
class EndedMeanwhileIT {
  private static final int TERMINATED = 143;
  private static final String OURS = "spanline.me.2000000000.1";

  @TempDir Path folder;
  @AutoClose private HangingToxiproxy server;
  private ToxicProgram program;
  private final CountDownLatch begun = new CountDownLatch(1);

  @BeforeEach
  void start() throws IOException {
    server = new HangingToxiproxy(ToxicProgram.PROXY);
    program = new ToxicProgram(server.address(), folder);
  }

  @Test
  void anAdditionIsUndone() throws Exception {
    server.next("POST", slowly(204));
    Process adding = program.adds();
    begun.await();

    adding.toHandle().destroy();

    assertThat(output(adding)).isIn("", "undone\n");
    assertThat(adding.waitFor()).isEqualTo(TERMINATED);
    assertThat(server.toxicsOn(ToxicProgram.PROXY)).isEmpty();
    assertThat(server.requests()).anyMatch(request -> request.startsWith("DELETE"));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aRemovalIsCompleted() throws Exception {
    server.put(ToxicProgram.PROXY, OURS);
    server.next("DELETE", slowly(204));
    Process removing = program.removes();
    begun.await();

    removing.toHandle().destroy();

    assertThat(removing.waitFor()).isEqualTo(TERMINATED);
    assertThat(server.toxicsOn(ToxicProgram.PROXY)).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatCannotBeUndoneOutranksTheSignal() throws Exception {
    server.put(ToxicProgram.PROXY, OURS);
    server.hangOnRemovalOf(OURS);
    Process removing = program.removes();
    awaitRequest("POST /proxies/b-to-c");
    long began = System.nanoTime();

    removing.toHandle().destroy();

    assertThat(output(removing)).contains("toxic %s may still be on proxy b-to-c".formatted(OURS));
    assertThat(removing.waitFor()).isEqualTo(14);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Ladder.LONGEST);
  }

  @Test
  void aRemovalThatIsKilledWithTheProxyOffIsFinishedByTheNext() throws Exception {
    server.put(ToxicProgram.PROXY, OURS);
    server.hangOnRemovalOf(OURS);
    Process removing = program.removes();
    awaitRequest("POST /proxies/b-to-c");
    removing.destroyForcibly().waitFor();
    assertThat(server.isEnabled(ToxicProgram.PROXY)).isFalse();
    server.free();
    try (var notes = Files.list(folder)) {
      for (Path note : notes.toList()) {
        Files.setLastModifiedTime(note, FileTime.from(Instant.now().minusSeconds(16)));
      }
    }
    List<String> steps = new ArrayList<>();

    next(steps).finishAbandoned();

    assertThat(server.isEnabled(ToxicProgram.PROXY)).isTrue();
    assertThat(server.toxicsOn(ToxicProgram.PROXY)).isEmpty();
    assertThat(steps)
        .containsExactly(
            "ending the removal of toxic %s from proxy b-to-c that was cut short".formatted(OURS));
    assertThat(folder).isEmptyDirectory();
  }

  private Removal next(List<String> steps) {
    return new Removal(
        new Toxiproxy(server.address()),
        new Rescue(Restart.NONE, folder, "clear it", "restart it", steps::add),
        Journal.NONE,
        Clock.systemUTC());
  }

  private HangingToxiproxy.Trouble slowly(int status) {
    return (exchange, work) -> {
      begun.countDown();
      try {
        TimeUnit.SECONDS.sleep(1);
      } catch (InterruptedException e) {
        return;
      }
      work.run();
      HangingToxiproxy.send(exchange, status, "");
    };
  }

  private void awaitRequest(String request) {
    await().atMost(Duration.ofSeconds(40)).until(() -> server.requests().contains(request));
  }

  private static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes());
  }
}
