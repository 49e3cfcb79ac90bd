package io.spanline.bench.fault;

import io.spanline.bench.examine.OtherTraffic;
import io.spanline.harness.process.ProxyProbe;
import io.spanline.harness.process.StreamsProcess;
import io.spanline.harness.process.Waiting;
import io.spanline.harness.traffic.PlannedTraffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Row 8: a network that resets, slices, is narrow and is slow, one after the other. */
final class BadNetwork implements Fault {
  private static final Duration BEFORE = Duration.ofSeconds(2);
  private static final Duration EACH = Duration.ofSeconds(8);
  private static final long LARGEST_SLICE = 600;
  private static final long MOST_BYTES_A_SECOND = 75_000;
  private static final Duration LEAST_THERE_AND_BACK = Duration.ofMillis(800);

  @Override
  public int number() {
    return 8;
  }

  @Override
  public String injected() {
    return "resets, slices, 50 kB/s, 500 ms; 8 s each";
  }

  @Override
  public String expected() {
    return "only slower";
  }

  @Override
  public Finding run(FaultScene scene) throws Exception {
    ProxiedBroker proxied = ProxiedBroker.start(scene);
    StreamsProcess streams = proxied.streams();
    streams.start();
    PlannedTraffic traffic = scene.traffic();
    Waiting.pause(BEFORE);
    List<String> idle = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    for (Toxic toxic : toxics()) {
      scene.say(toxic.type());
      proxied.poison(toxic.type(), toxic.attributes());
      scene.interrupted();
      long began = System.nanoTime();
      ProxyProbe probe = proxied.probe(toxic.questions());
      seen.add(
          "%s: %d bytes in %d pieces, %d ms"
              .formatted(toxic.type(), probe.bytes(), probe.reads(), probe.took().toMillis()));
      if (!toxic.acts().test(probe)) {
        idle.add("%s did not act: %s".formatted(toxic.type(), probe));
      }
      Waiting.pause(EACH.minus(Waiting.since(began)));
      proxied.heal(toxic.type());
      scene.awaitRecovery(streams, traffic, System.nanoTime());
    }
    return scene
        .examine(traffic, streams, OtherTraffic.NONE)
        .withProblems(idle)
        .withRemark(String.join(", ", seen));
  }

  /**
   * What is put in.
   *
   * @param questions that a connection beside those of streams-baseline asks
   * @param acts how that connection tells
   */
  private record Toxic(
      String type, Map<String, Object> attributes, int questions, Predicate<ProxyProbe> acts) {}

  private static List<Toxic> toxics() {
    return List.of(
        new Toxic("reset_peer", Map.of("timeout", 0), 1, probe -> !probe.isWhole()),
        // The delay is in microseconds.
        new Toxic(
            "slicer",
            Map.of("average_size", 64, "size_variation", 32, "delay", 10),
            20,
            probe -> probe.isWhole() && probe.bytes() / probe.reads() < LARGEST_SLICE),
        new Toxic(
            "bandwidth",
            Map.of("rate", 50),
            400,
            probe -> probe.isWhole() && probe.bytesPerSecond() < MOST_BYTES_A_SECOND),
        new Toxic(
            "latency",
            Map.of("latency", 500, "jitter", 100),
            1,
            probe -> probe.isWhole() && probe.took().compareTo(LEAST_THERE_AND_BACK) >= 0));
  }
}
