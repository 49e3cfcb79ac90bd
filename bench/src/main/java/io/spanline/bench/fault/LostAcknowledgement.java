package io.spanline.bench.fault;

import io.spanline.bench.part.CollectorProcess;
import io.spanline.bench.part.Waiting;
import io.spanline.bench.traffic.CollectorSink;
import io.spanline.bench.traffic.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Row 9: the Collector's connections to the broker are cut after a few bytes of answers, so that
 * what it has written is not known to it.
 */
final class LostAcknowledgement implements Fault {
  private static final Duration BEFORE = Duration.ofSeconds(3);
  private static final Duration CUT = Duration.ofMillis(1500);
  private static final Duration WHOLE = Duration.ofMillis(700);
  private static final int ROUNDS = 6;

  /** What the Collector's Kafka client logs of a request that came to nothing. */
  private static final String FAILED = "error while producing";

  @Override
  public int number() {
    return 9;
  }

  @Override
  public String injected() {
    return "Collector cut off in mid-produce";
  }

  @Override
  public String expected() {
    return "sent again, counted as duplicates";
  }

  @Override
  public Finding run(World world) throws Exception {
    ProxiedBroker proxied = ProxiedBroker.start(world);
    world.streams().start();
    CollectorProcess collector = world.collector();
    collector.start(proxied.address());
    Traffic traffic = world.traffic(new CollectorSink(collector.tracesUrl()));
    Waiting.pause(BEFORE);
    for (int round = 1; round <= ROUNDS; round++) {
      world.say("cut %d of %d".formatted(round, ROUNDS));
      // What an open connection still may answer, or a new one, of which the first is a long one.
      cut(proxied, "limit_data", Map.of("bytes", 1000 + 200 * round));
      // What is written goes through, no answer comes back, and then the connection is closed.
      cut(proxied, "timeout", Map.of("timeout", 200));
    }
    world.awaitRecovery(world.streams(), traffic, System.nanoTime());
    long failed;
    try (Stream<String> lines = Files.lines(collector.process().log())) {
      failed = lines.filter(line -> line.contains(FAILED)).count();
    }
    Finding finding =
        world.examine(traffic).withRemark(failed + " produce requests of the Collector failed");
    return failed > 0 ? finding : finding.withProblem("the Collector was not cut off");
  }

  private static void cut(ProxiedBroker proxied, String toxic, Map<String, Object> attributes)
      throws IOException {
    proxied.toxiproxy().add(toxic, "downstream", attributes);
    Waiting.pause(CUT);
    proxied.toxiproxy().remove(toxic, "downstream");
    Waiting.pause(WHOLE);
  }
}
