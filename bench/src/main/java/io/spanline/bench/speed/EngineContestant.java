package io.spanline.bench.speed;

import io.spanline.clients.Ledgers.Account;
import io.spanline.harness.process.StreamsProcess;
import io.spanline.harness.process.Waiting;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Catalogue.Encoding;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;

/**
 * streams-baseline as it ships.
 *
 * @param options more for its JVM
 * @param more settings besides the defaults
 */
record EngineContestant(Encoding encoding, List<String> options, Map<String, String> more)
    implements Contestant {
  static final String GROUP = "spanline-streams-baseline";

  private static final Duration SETTLED = Duration.ofSeconds(60);
  private static final Duration ENDED = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(200);

  EngineContestant {
    options = List.copyOf(options);
    more = Map.copyOf(more);
  }

  /** As it ships, but for the encoding. */
  static EngineContestant writing(Encoding encoding, List<String> options) {
    return new EngineContestant(encoding, options, Map.of());
  }

  @Override
  public String title() {
    return "spanline, traces as " + (encoding == Encoding.JSON ? "JSON" : "protobuf");
  }

  @Override
  public Role role() {
    return Role.ENGINE;
  }

  @Override
  public Drain drain(SpeedScene scene) throws IOException {
    Path folder = scene.newFolder();
    Map<String, String> settings = new HashMap<>(more);
    settings.put(
        Catalogue.TRACES_ENCODING.name(),
        encoding.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    try (StreamsProcess process =
            scene.with(
                new StreamsProcess(scene.checkout(), scene.settings().with(settings), folder));
        GroupWatch watch = new GroupWatch(scene.bootstrap(), GROUP, process)) {
      process.launch(options);
      double spansARecord = (double) scene.source().spans() / scene.source().records();
      Drain drain = watch.untilAll(scene.source().records(), spansARecord);
      requireExact(process, scene.source().spans());
      // Not killed: a flight recording is written at the end.
      process.terminate(ENDED);
      return drain;
    } finally {
      scene.forgetOutput(GROUP);
      Utils.delete(folder.toFile());
    }
  }

  /** A figure of a run that lost a span would be of another program. */
  private static void requireExact(StreamsProcess process, long spans) throws IOException {
    Waiting.within(SETTLED, LOOK, () -> process.ledgers().now().open() == 0);
    Account account = process.ledgers().now();
    if (!account.balanced()
        || account.received() != spans
        || account.emitted() != spans
        || process.threadsReplaced() != 0) {
      throw new IOException(
          "%d spans were sent, %s, %d threads died"
              .formatted(spans, account.line(), process.threadsReplaced()));
    }
  }
}
