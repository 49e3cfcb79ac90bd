package io.spanline.bench.fault;

import io.spanline.clients.Toxic;
import io.spanline.harness.process.CollectorProcess;
import io.spanline.harness.process.ToxiproxyProcess;
import io.spanline.harness.process.Waiting;
import io.spanline.harness.traffic.CollectorSink;
import io.spanline.harness.traffic.PlannedTraffic;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * Row 9: the Collector does not hear that what it wrote is written. Its connections to the broker
 * are cut, which its idempotent producer makes good; then it is killed in mid-produce, and its next
 * life sends again what its disk queue still has, as a producer that the broker does not know.
 */
final class CollectorFault {
  private static final Duration BEFORE = Duration.ofSeconds(3);
  private static final Duration CUT = Duration.ofMillis(1500);
  private static final Duration WHOLE = Duration.ofMillis(700);
  private static final int ROUNDS = 6;
  private static final int KILLS = 3;
  private static final Duration BETWEEN_KILLS = Duration.ofSeconds(5);
  private static final Duration UNANSWERED = Duration.ofSeconds(2);

  /** What the Collector's Kafka client logs of a request that came to nothing. */
  private static final String FAILED = "error while producing";

  private CollectorFault() {}

  static void loseAcknowledgements(FaultScene scene) throws Exception {
    ProxiedBroker proxied = ProxiedBroker.start(scene);
    scene.streams().start();
    CollectorProcess collector = scene.collector();
    collector.start(proxied.address());
    CollectorSink sink = new CollectorSink(collector.tracesUrl());
    PlannedTraffic traffic = scene.traffic(sink);
    Waiting.pause(BEFORE);
    for (int round = 1; round <= ROUNDS; round++) {
      scene.say("cut %d of %d".formatted(round, ROUNDS));
      // What an open connection still may answer, or a new one, whose first answer is long.
      cut(proxied.toxiproxy(), "limit_data", Map.of("bytes", 1000 + 200L * round));
      // What is written goes through, no answer comes back, and then the connection is closed.
      cut(proxied.toxiproxy(), "timeout", Map.of("timeout", 200L));
      scene.interrupted();
    }
    killInMidProduce(scene, proxied, collector);
    scene.awaitRecovery(scene.streams(), traffic, System.nanoTime());
    long failed = collector.logged(FAILED);
    long sent = scene.examine(traffic).sent();
    // What the plan sends twice, and what the generator may have posted twice, is not the
    // Collector's doing.
    long again =
        scene.streams().ledgers().now().duplicate()
            - (traffic.acknowledged() - sent)
            - sink.unanswered();
    scene
        .finding()
        .remark(
            "%d produce requests of the Collector failed, %d spans came again of it"
                .formatted(failed, again));
    scene.finding().require(again > 0, "the Collector sent no span again");
    scene.finding().require(failed > 0, "the Collector was not cut off");
  }

  /** Its requests are written and not answered: then it dies. */
  private static void killInMidProduce(
      FaultScene scene, ProxiedBroker proxied, CollectorProcess collector) throws IOException {
    for (int kill = 1; kill <= KILLS; kill++) {
      scene.say("kill %d of %d".formatted(kill, KILLS));
      Waiting.pause(BETWEEN_KILLS);
      Toxic unanswered = Toxic.of("timeout", Toxic.Stream.DOWNSTREAM, Map.of("timeout", 0L));
      proxied.toxiproxy().add(unanswered);
      Waiting.pause(UNANSWERED);
      collector.kill();
      scene.interrupted();
      proxied.toxiproxy().remove(unanswered);
      collector.start(proxied.address());
    }
  }

  private static void cut(ToxiproxyProcess proxy, String type, Map<String, Long> attributes) {
    Toxic toxic = Toxic.of(type, Toxic.Stream.DOWNSTREAM, attributes);
    proxy.add(toxic);
    Waiting.pause(CUT);
    proxy.remove(toxic);
    Waiting.pause(WHOLE);
  }
}
