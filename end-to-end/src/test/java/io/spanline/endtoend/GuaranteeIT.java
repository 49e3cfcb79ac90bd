package io.spanline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spanline.settings.Catalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the weaker guarantee, at-least-once, still holds across kill -9 on a real broker. {@code
 * -Dspanline.seed} and {@code -Dspanline.kills} make another run of it.
 */
@Tag("broker")
class GuaranteeIT {
  private static final Logger LOG = LoggerFactory.getLogger(GuaranteeIT.class);
  private static final long SEED = Long.getLong("spanline.seed", 20_261_124);
  private static final int KILLS = Integer.getInteger("spanline.kills", 3);

  private StreamsOnBroker parts;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    parts =
        new StreamsOnBroker(
            folder,
            Map.of(
                Catalogue.GUARANTEE.name(),
                "at-least-once",
                // Often, so that some kills fall into a commit.
                Catalogue.COMMIT_INTERVAL.name(),
                "PT0.2S"));
    parts.streams().start();
  }

  @AfterEach
  void stop() {
    if (parts != null) {
      parts.close();
    }
  }

  @Test
  void losesNothingAcrossKillsAndSaysNothingInParts() throws Exception {
    KilledRun run = new KilledRun(parts, SEED);

    run.kill(KILLS);

    // What was emitted after the last commit before a kill may be emitted again.
    Set<String> sent = new TreeSet<>(run.sent());
    List<String> emitted = run.emitted();
    LOG.atInfo()
        .addKeyValue("seed", SEED)
        .addKeyValue("kills", KILLS)
        .addKeyValue("sent", sent.size())
        .addKeyValue("doubled", emitted.size() - new TreeSet<>(emitted).size())
        .addKeyValue("requests", run.requests())
        .addKeyValue("counted", run.counted())
        .addKeyValue("ledger", parts.streams().ledgers().now())
        .log("killed under at-least-once");
    assertThat(new TreeSet<>(emitted)).isEqualTo(sent);
    assertThat(run.spansByRevision())
        .allSatisfy((record, copies) -> assertThat(Set.copyOf(copies)).as(record).hasSize(1));
    assertThat(parts.streams().ledgers().now().balanced()).isTrue();
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertAllAreCounted(run));
  }

  private static void assertAllAreCounted(KilledRun run) {
    Map<String, Long> counted = run.counted();
    assertThat(run.requests())
        .allSatisfy(
            (service, requests) ->
                assertThat(counted.getOrDefault(service, 0L))
                    .as(service)
                    .isGreaterThanOrEqualTo(requests));
  }
}
