package io.spanline.experiments.toxic;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.clients.Toxic;
import io.spanline.clients.Toxiproxy;
import io.spanline.topic.ToxicChange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Removals of one toxic from a Toxiproxy that hangs as it is told to. */
abstract class LadderFixture {
  /** For tests in which nothing hangs, on a machine that runs all others too. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  static final Lease LEASE = new Lease("me", Instant.ofEpochSecond(2_000_000_000), 1);

  @TempDir Path folder;
  @AutoClose HangingToxiproxy server;
  Toxiproxy toxiproxy;
  final List<String> steps = new ArrayList<>();
  final List<ToxicChange> written = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    server = new HangingToxiproxy("b-to-c", "a-to-b");
    toxiproxy = new Toxiproxy(server.address());
  }

  LeasedToxic added() {
    Toxic toxic =
        new Toxic(
            LEASE.toxic(),
            "latency",
            Toxic.Stream.DOWNSTREAM,
            1,
            new TreeMap<>(Map.of("latency", 20L, "jitter", 0L)));
    toxiproxy.add("b-to-c", toxic);
    return new LeasedToxic("b-to-c", toxic, LEASE);
  }

  Removal removal(Restart restart) {
    Rescue rescue = new Rescue(restart, folder, "clear it", "restart it", steps::add);
    return new Removal(toxiproxy, rescue, new KeptJournal(written), Clock.systemUTC());
  }

  List<String> words() {
    String start = "toxic %s on proxy b-to-c: ".formatted(LEASE.toxic());
    assertThat(steps).allMatch(step -> step.startsWith(start));
    return steps.stream().map(step -> step.substring(start.length())).toList();
  }

  static Duration time(Runnable work) {
    long began = System.nanoTime();
    work.run();
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
