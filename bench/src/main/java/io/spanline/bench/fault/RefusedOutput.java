package io.spanline.bench.fault;

import io.spanline.bench.examine.RunFinding;
import io.spanline.harness.process.StreamsProcess;
import io.spanline.harness.process.Waiting;
import io.spanline.harness.traffic.PlannedTraffic;
import io.spanline.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Row 26: an operator breaks the topic of the traces. What fails each time must not be tried for
 * ever: the threads are replaced, then the program gives up, and says so by its exit code.
 */
final class RefusedOutput implements Fault {
  private static final Duration BEFORE = Duration.ofSeconds(3);
  // A replacement waits out the session of the static member that died, 20 s.
  private static final Duration GIVES_UP = Duration.ofSeconds(150);
  private static final String LARGEST_RECORD = "max.message.bytes";
  private static final String TOO_LITTLE = "100";
  private static final int REPLACED = 3;
  private static final int GAVE_UP = 1;

  @Override
  public Title title() {
    return new Title(
        26, "traces refuses every record", "3 threads replaced, exit 1; mended: goes on");
  }

  @Override
  public RunFinding run(FaultScene scene) throws Exception {
    scene.start();
    PlannedTraffic traffic = scene.traffic();
    Waiting.pause(BEFORE);
    StreamsProcess streams = scene.streams();
    scene.say("the topic refuses");
    // The last of them is the one that is not replaced.
    scene.expectDeadThreads(REPLACED + 1);
    largestRecord(scene, TOO_LITTLE);
    Waiting.until("it has not given up", GIVES_UP, () -> !streams.process().isAlive());
    int exit = streams.process().exitCode();
    largestRecord(scene, String.valueOf(Topics.MAX_TRACE_BYTES));
    long mended = System.nanoTime();
    streams.start();
    scene.awaitRecovery(streams, traffic, mended);
    RunFinding finding = scene.examine(traffic);
    return exit == GAVE_UP
        ? finding
        : finding.withProblem("exit code %d, not %d".formatted(exit, GAVE_UP));
  }

  private static void largestRecord(FaultScene scene, String bytes) throws Exception {
    ConfigResource traces = new ConfigResource(ConfigResource.Type.TOPIC, Topics.TRACES.name());
    AlterConfigOp set =
        new AlterConfigOp(new ConfigEntry(LARGEST_RECORD, bytes), AlterConfigOp.OpType.SET);
    try (Admin admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, scene.broker().bootstrap()))) {
      admin.incrementalAlterConfigs(Map.of(traces, List.of(set))).all().get();
    }
  }
}
