package io.spanline.bench.fault;

import io.spanline.clients.Ledgers;
import io.spanline.harness.process.StreamsProcess;
import io.spanline.harness.process.Waiting;
import io.spanline.harness.traffic.PlannedTraffic;
import io.spanline.settings.Catalogue;
import io.spanline.terminal.Screen;
import io.spanline.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/** Rows 5, 6, 20 and 26: what the broker does to streams-baseline. */
final class BrokerFaults {
  private static final Duration BEFORE = Duration.ofSeconds(3);
  private static final Duration AWAY = Duration.ofSeconds(2);
  private static final Duration ALONE = Duration.ofSeconds(10);
  private static final Duration MORE = Duration.ofSeconds(3);
  // A replacement waits out the session of the static member that died, 20 s.
  private static final Duration GIVES_UP = Duration.ofSeconds(150);
  private static final int TOO_LITTLE = 100;
  private static final int REPLACED = 3;
  private static final int GAVE_UP = 1;

  private BrokerFaults() {}

  /** The broker is killed and started again with its data and on its port. */
  static void kill(FaultScene scene, int kills) throws Exception {
    scene.start();
    long pid = scene.streams().pid();
    PlannedTraffic traffic = scene.traffic();
    Random moments = scene.random();
    for (int kill = 1; kill <= kills; kill++) {
      scene.say("kill %d of %d".formatted(kill, kills));
      Waiting.pause(BEFORE.plusMillis(moments.nextInt(1000)));
      scene.broker().kill();
      scene.interrupted();
      Waiting.pause(AWAY);
      scene.broker().start();
      scene.awaitRecovery(scene.streams(), traffic, System.nanoTime());
    }
    scene.examine(traffic);
    scene
        .finding()
        .require(
            scene.streams().pid() == pid && scene.streams().isAlive(),
            "streams-baseline did not live through it");
  }

  /** streams-baseline starts while there is no broker. */
  static void comeLate(FaultScene scene) throws Exception {
    StreamsProcess streams = scene.streams();
    streams.launch();
    scene.say("no broker is there");
    boolean wasReady = false;
    long launched = System.nanoTime();
    while (Waiting.since(launched).compareTo(ALONE) < 0) {
      wasReady |= streams.isReady();
      Waiting.pause(Duration.ofMillis(200));
    }
    boolean waited = streams.isAlive() && streams.rest().answers("/health/live");
    scene.broker().start();
    long there = System.nanoTime();
    streams.awaitReady();
    PlannedTraffic traffic = scene.traffic();
    scene.awaitRecovery(streams, traffic, there);
    scene.examine(traffic);
    scene.finding().require(!wasReady, "it was ready without a broker");
    scene.finding().require(waited, "it was not live without a broker");
  }

  /** After the last span nothing comes any more, not even something to poke with. */
  static void fallSilent(FaultScene scene) throws Exception {
    scene.start();
    PlannedTraffic traffic = scene.traffic();
    traffic.end();
    long last = System.nanoTime();
    Duration most = scene.settings().value(Catalogue.TRACE_GAP).plus(MORE);
    Ledgers ledgers = scene.streams().ledgers();
    scene.say("nothing comes any more");
    boolean out =
        Waiting.within(
            most,
            Duration.ofMillis(50),
            () -> {
              Ledgers.Account account = ledgers.now();
              return account.open() == 0 && account.received() == traffic.acknowledged();
            });
    scene.finding().require(out, "the last traces are not out after " + Screen.seconds(most));
    scene.finding().remark("all out after %d ms".formatted(Waiting.since(last).toMillis()));
    scene.examine(traffic);
  }

  /**
   * An operator breaks the topic of the traces. What fails each time must not be tried for ever:
   * the threads are replaced, then the program gives up, and says so by its exit code.
   */
  static void refuseOutput(FaultScene scene) throws Exception {
    scene.start();
    PlannedTraffic traffic = scene.traffic();
    Waiting.pause(BEFORE);
    StreamsProcess streams = scene.streams();
    scene.say("the topic refuses");
    int threads = streams.threads();
    // One that is not replaced ends the program; the others may die before they hear of it.
    scene.expectDeadThreads(REPLACED * threads + 1, threads - 1);
    takeRecordsUpTo(TOO_LITTLE, scene);
    int exit = streams.awaitEnd(GIVES_UP);
    takeRecordsUpTo(Topics.MAX_TRACE_BYTES, scene);
    long mended = System.nanoTime();
    streams.start();
    scene.awaitRecovery(streams, traffic, mended);
    scene.examine(traffic);
    scene.finding().require(exit == GAVE_UP, "exit code %d, not %d".formatted(exit, GAVE_UP));
  }

  private static void takeRecordsUpTo(int bytes, FaultScene scene) throws Exception {
    ConfigResource traces = new ConfigResource(ConfigResource.Type.TOPIC, Topics.TRACES.name());
    ConfigEntry largest = new ConfigEntry("max.message.bytes", String.valueOf(bytes));
    AlterConfigOp set = new AlterConfigOp(largest, AlterConfigOp.OpType.SET);
    try (Admin admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, scene.broker().bootstrap()))) {
      admin.incrementalAlterConfigs(Map.of(traces, List.of(set))).all().get();
    }
  }
}
