package io.spanline.bench.speed;

import io.spanline.harness.process.OwnProcess;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A Collector that groups spans by trace and counts them, in memory.
 *
 * @param program of {@link PeerProgram}
 */
record PeerContestant(Path program) implements Contestant {
  @Override
  public String title() {
    return "Collector, groupbytrace and spanmetrics";
  }

  @Override
  public Role role() {
    return Role.PEER;
  }

  @Override
  public Drain drain(SpeedScene scene) throws IOException {
    String group = "peer-" + UUID.randomUUID();
    try (PeerProcess process = scene.with(new PeerProcess(scene.newFolder()));
        GroupWatch watch = new GroupWatch(scene.bootstrap(), group, List.of(process))) {
      process.start(program, scene.checkout(), scene.bootstrap(), group);
      double spansARecord = (double) scene.source().spans() / scene.source().records();
      return watch.untilAll(scene.source().records(), spansARecord);
    }
  }

  /** The Collector. */
  private static final class PeerProcess extends OwnProcess {
    PeerProcess(Path folder) {
      super("peer", Settings.of(Map.of()), folder, folder);
    }

    void start(Path program, Checkout checkout, String bootstrap, String group) throws IOException {
      Path config = checkout.file("bench/peer/collector.yaml").toAbsolutePath();
      launch(
          List.of(program.toString(), "--config", config.toString()),
          Map.of("BROKERS", bootstrap, "GROUP", group, "TOPIC", Topics.OTLP_SPANS.name()));
    }
  }
}
