package io.spanline.bench.fault;

import io.spanline.bench.examine.Company;
import io.spanline.bench.part.StreamsProcess;
import io.spanline.bench.part.Waiting;
import io.spanline.bench.traffic.Traffic;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Row 8: a network that resets, slices, is narrow and is slow, one after the other. */
final class BadNetwork implements Fault {
  private static final Duration BEFORE = Duration.ofSeconds(2);
  private static final Duration EACH = Duration.ofSeconds(8);

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
  public Finding run(World world) throws Exception {
    ProxiedBroker proxied = ProxiedBroker.start(world);
    StreamsProcess streams = proxied.streams();
    streams.start();
    Traffic traffic = world.traffic();
    Waiting.pause(BEFORE);
    for (Map.Entry<String, Map<String, Object>> toxic : toxics().entrySet()) {
      world.say(toxic.getKey());
      proxied.poison(toxic.getKey(), toxic.getValue());
      Waiting.pause(EACH);
      proxied.heal(toxic.getKey());
      world.awaitRecovery(streams, traffic, System.nanoTime());
    }
    return world.examine(traffic, streams, Company.ALONE);
  }

  private static Map<String, Map<String, Object>> toxics() {
    Map<String, Map<String, Object>> toxics = new LinkedHashMap<>();
    toxics.put("reset_peer", Map.of("timeout", 0));
    toxics.put("slicer", Map.of("average_size", 64, "size_variation", 32, "delay", 10));
    toxics.put("bandwidth", Map.of("rate", 50));
    toxics.put("latency", Map.of("latency", 500, "jitter", 100));
    return toxics;
  }
}
