package io.spanline.bench.fault;

import io.spanline.bench.examine.RunExamination.OtherTraffic;
import io.spanline.harness.process.ProxyProbe;
import io.spanline.harness.process.StreamsProcess;
import io.spanline.harness.process.Waiting;
import io.spanline.harness.traffic.PlannedTraffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Rows 7 and 8: what the network between streams-baseline and the broker does. */
final class NetworkFaults {
  private static final Duration BEFORE = Duration.ofSeconds(3);
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(5);
  private static final Duration DARK = Duration.ofSeconds(45);
  private static final Duration EACH = Duration.ofSeconds(8);
  private static final long LARGEST_SLICE = 600;
  private static final long MOST_BYTES_A_SECOND = 75_000;
  private static final Duration LEAST_THERE_AND_BACK = Duration.ofMillis(800);

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
    List<String> seen = new ArrayList<>();
    for (Step step : steps()) {
      scene.say(step.type());
      proxied.poison(step.type(), step.attributes());
      scene.interrupted();
      long began = System.nanoTime();
      ProxyProbe probe = proxied.probe(step.questions());
      seen.add(
          "%s: %d bytes in %d pieces, %d ms"
              .formatted(step.type(), probe.bytes(), probe.reads(), probe.took().toMillis()));
      scene
          .finding()
          .require(step.acts().test(probe), "%s did not act: %s".formatted(step.type(), probe));
      Waiting.pause(EACH.minus(Waiting.since(began)));
      proxied.heal(step.type());
      scene.awaitRecovery(streams, traffic, System.nanoTime());
    }
    scene.finding().remark(String.join(", ", seen));
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
}
