package io.spanline.capture.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.capture.kafka.EmbeddedBroker;
import io.spanline.capture.store.CommitStep;
import io.spanline.topic.Topics;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A few kills of a real process; all of them are {@code spanline bench crash}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashIT {
  private EmbeddedBroker broker;
  private Program program;
  private CrashTopic topic;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    broker = EmbeddedBroker.start(folder);
    broker.create(Topics.OTLP_SPANS, Topics.TRACES, Topics.LEDGER);
    program = Program.ofThisProcess(broker.address());
    topic = CrashTopic.write(broker.address(), 10_000);
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  @Test
  void afterAKillExactlyTheCompleteCapturesExist(@TempDir Path folder) throws Exception {
    CrashScene scene = new CrashScene(program, topic, folder);
    scene.begin();

    CrashScene.Outcome inTheLines = scene.kill(KillPoint.all().get(1));
    CrashScene.Outcome beforeTheCommit = scene.kill(KillPoint.before(CommitStep.NAME_MANIFEST));
    CrashScene.Outcome afterTheCommit = scene.kill(KillPoint.before(CommitStep.NAME_BASELINE));

    assertThat(inTheLines.problems()).isEmpty();
    assertThat(inTheLines.left()).isPositive();
    assertThat(beforeTheCommit.problems()).isEmpty();
    assertThat(beforeTheCommit.left()).isPositive();
    assertThat(afterTheCommit.problems()).isEmpty();
    assertThat(afterTheCommit.captures()).isEqualTo(beforeTheCommit.captures() + 2);
  }

  @Test
  void aSecondWriterOnTheFolderIsRefusedAndToldOfTheFirst(@TempDir Path folder) throws Exception {
    Path log = folder.resolve("second.log");
    try (WriterProcess first =
            WriterProcess.start(program, folder, folder.resolve("first.log")).awaitReady();
        WriterProcess second = WriterProcess.start(program, folder, log)) {
      assertThat(second.awaitEnd()).isEqualTo(2);
      assertThat(log).content().contains("process " + first.pid()).contains("SPANLINE_DATA_DIR");
    }
  }
}
