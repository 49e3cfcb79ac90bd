package io.spanline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.capture.store.CommitStep;
import io.spanline.harness.crash.CrashScene;
import io.spanline.harness.crash.CrashTopic;
import io.spanline.harness.crash.KillPoint;
import io.spanline.harness.crash.WriterProcess;
import io.spanline.harness.crash.WriterProgram;
import io.spanline.harness.process.BrokerProcess;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.stack.plan.Ports;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One kill of a real process; {@code spanline bench crash} does all of them. */
@Tag("broker")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashIT {
  @AutoClose private BrokerProcess broker;
  private WriterProgram program;
  private CrashTopic topic;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    broker = new BrokerProcess(Ports.free(Settings.ofThisProcess()), folder);
    broker.start();
    program = WriterProgram.of(new Checkout(RealStack.root()), broker.bootstrap());
    topic = CrashTopic.write(broker.bootstrap(), 10_000);
  }

  @Test
  void afterAKillExactlyTheCompleteCapturesExist(@TempDir Path folder) throws Exception {
    CrashScene scene = new CrashScene(program, topic, folder);
    scene.begin();

    CrashScene.Outcome outcome = scene.kill(KillPoint.before(CommitStep.NAME_BASELINE));

    assertThat(outcome.problems()).isEmpty();
    assertThat(outcome.captures()).isEqualTo(2);
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
