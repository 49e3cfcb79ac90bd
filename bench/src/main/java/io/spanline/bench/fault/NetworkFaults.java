package io.spanline.bench.fault;

import io.spanline.bench.examine.RunExamination.OtherTraffic;
import io.spanline.bench.examine.RunFinding;
import io.spanline.clients.Toxic;
import io.spanline.harness.process.CollectorProcess;
import io.spanline.harness.process.ProxyProbe;
import io.spanline.harness.process.StreamsProcess;
import io.spanline.harness.process.ToxiproxyProcess;
import io.spanline.harness.process.Waiting;
import io.spanline.harness.traffic.CollectorSink;
import io.spanline.harness.traffic.PlannedTraffic;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Rows 7 to 9: what the network does between the broker and its clients. */
final class NetworkFaults {
  private static final Duration BEFORE = Duration.ofSeconds(3);
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(5);
  private static final Duration DARK = Duration.ofSeconds(45);
  private static final Duration EACH = Duration.ofSeconds(8);
  private static final long LARGEST_SLICE = 600;
  private static final long MOST_BYTES_A_SECOND = 75_000;
  private static final Duration LEAST_THERE_AND_BACK = Duration.ofMillis(800);

  private static final Duration CUT = Duration.ofMillis(1500);
  private static final Duration WHOLE = Duration.ofMillis(700);
  private static final int ROUNDS = 6;
  private static final int KILLS = 3;
  private static final Duration BETWEEN_KILLS = Duration.ofSeconds(5);
  private static final Duration UNANSWERED = Duration.ofSeconds(2);

  /** What the Collector's Kafka client logs of a request that came to nothing. */
  private static final String FAILED = "error while producing";

  private NetworkFaults() {}

  /** What both send each other gets nowhere, and no one is told. */
  static void swallow(FaultScene scene) throws Exception {
    ProxiedBroker proxied = ProxiedBroker.start(scene);
    StreamsProcess streams = proxied.streams();
    streams.start();
    PlannedTraffic traffic = scene.traffic();
    Waiting.pause(BEFORE);
    proxied.poison("timeout", Map.of("timeout", 0L));
    scene.interrupted();
    scene.say("nothing gets through");
    Waiting.pause(ON_ITS_WAY);
    long before = streams.ledgers().now().received();
    Waiting.pause(DARK.minus(ON_ITS_WAY));
    long through = streams.ledgers().now().received() - before;
    proxied.heal("timeout");
    scene.awaitRecovery(streams, traffic, System.nanoTime());
    scene.examine(traffic, streams, OtherTraffic.NONE);
    scene.finding().expect("spans got through the black hole", 0, through);
  }

  /** A network that resets, slices, is narrow and is slow, one after the other. */
  static void disturb(FaultScene scene) throws Exception {
    ProxiedBroker proxied = ProxiedBroker.start(scene);
    StreamsProcess streams = proxied.streams();
    streams.start();
    PlannedTraffic traffic = scene.traffic();
    Waiting.pause(BEFORE);
    RunFinding finding = scene.finding();
    List<String> seen = new ArrayList<>();
    for (Step step : steps()) {
      scene.say(step.type());
      proxied.poison(step.type(), step.attributes());
      scene.interrupted();
      long began = System.nanoTime();
      ProxyProbe probe = ProxyProbe.of(proxied.port(), step.questions());
      seen.add(
          "%s: %d bytes in %d pieces, %d ms"
              .formatted(step.type(), probe.bytes(), probe.reads(), probe.took().toMillis()));
      finding.require(step.acts().test(probe), "%s did not act: %s".formatted(step.type(), probe));
      Waiting.pause(EACH.minus(Waiting.since(began)));
      proxied.heal(step.type());
      scene.awaitRecovery(streams, traffic, System.nanoTime());
    }
    finding.remark(String.join(", ", seen));
    scene.examine(traffic, streams, OtherTraffic.NONE);
  }

  /**
   * What is put in.
   *
   * @param questions that a separate connection asks
   * @param acts how that connection tells
   */
  private record Step(
      String type, Map<String, Long> attributes, int questions, Predicate<ProxyProbe> acts) {}

  private static List<Step> steps() {
    return List.of(
        new Step("reset_peer", Map.of("timeout", 0L), 1, probe -> !probe.isWhole()),
        // The delay is in microseconds.
        new Step(
            "slicer",
            Map.of("average_size", 64L, "size_variation", 32L, "delay", 10L),
            20,
            probe -> probe.isWhole() && probe.bytes() / probe.reads() < LARGEST_SLICE),
        new Step(
            "bandwidth",
            Map.of("rate", 50L),
            400,
            probe -> probe.isWhole() && probe.bytesPerSecond() < MOST_BYTES_A_SECOND),
        new Step(
            "latency",
            Map.of("latency", 500L, "jitter", 100L),
            1,
            probe -> probe.isWhole() && probe.took().compareTo(LEAST_THERE_AND_BACK) >= 0));
  }

  /**
   * The Collector does not hear that what it wrote is written. Its connections to the broker are
   * cut, which its idempotent producer makes good; then it is killed in mid-produce, and its next
   * life sends again what its disk queue still has, as a producer that the broker does not know.
   */
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
    RunFinding finding = scene.finding();
    finding.remark(
        "%d produce requests of the Collector failed, %d spans came again of it"
            .formatted(failed, again));
    finding.require(again > 0, "the Collector sent no span again");
    finding.require(failed > 0, "the Collector was not cut off");
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
