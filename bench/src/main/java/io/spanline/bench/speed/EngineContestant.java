package io.spanline.bench.speed;

import io.spanline.clients.Ledgers.Account;
import io.spanline.harness.process.StreamsProcess;
import io.spanline.harness.process.Waiting;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Catalogue.Encoding;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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

  /** With limits that no number of services reaches. */
  EngineContestant withoutLimits() {
    String many = "100000";
    return new EngineContestant(
        encoding,
        options,
        Map.of(
            Catalogue.STATISTICS_MAX_SERVICES.name(), many,
            Catalogue.STATISTICS_MAX_OPERATIONS.name(), many,
            Catalogue.STATISTICS_MAX_EDGES.name(), many));
  }

  /** With a setting. */
  EngineContestant with(String setting, String value) {
    Map<String, String> all = new HashMap<>(more);
    all.put(setting, value);
    return new EngineContestant(encoding, options, all);
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
    try (StreamsProcess process = scene.with(process(scene));
        GroupWatch watch = new GroupWatch(scene.bootstrap(), GROUP, process)) {
      process.launch(options);
      double spansARecord = (double) scene.source().spans() / scene.source().records();
      Drain drain = watch.untilAll(scene.source().records(), spansARecord);
      requireExact(process, scene.source().spans());
      long early =
          process.metric("spanline_traces_evicted_total")
              + process.metric("spanline_traces_forgotten_total");
      // Not killed: a flight recording is written at the end.
      process.terminate(ENDED);
      process.wipeState();
      return drain.with(early);
    } finally {
      scene.forgetOutput(GROUP);
    }
  }

  /** The process, which does not run yet. */
  StreamsProcess process(SpeedScene scene) throws IOException {
    Map<String, String> settings = new HashMap<>(more);
    settings.put(
        Catalogue.TRACES_ENCODING.name(),
        encoding.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    return new StreamsProcess(scene.checkout(), scene.settings().with(settings), scene.newFolder());
  }

  /** A figure of a run that lost a span would be of another program. */
  static void requireExact(StreamsProcess process, long spans) throws IOException {
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
