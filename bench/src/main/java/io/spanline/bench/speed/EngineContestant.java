package io.spanline.bench.speed;

import io.spanline.bench.speed.Drain.Besides;
import io.spanline.clients.Ledgers.Account;
import io.spanline.harness.process.StreamsProcess;
import io.spanline.harness.process.Waiting;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Catalogue.Encoding;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.plan.Ports;
import io.spanline.topic.Ledger;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * streams-baseline as it ships.
 *
 * @param options more for its JVM
 * @param more settings besides the defaults
 * @param instances that share the topic's partitions in a drain
 */
record EngineContestant(
    Encoding encoding, List<String> options, Map<String, String> more, int instances)
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
    return new EngineContestant(encoding, options, Map.of(), 1);
  }

  /** Of several processes. */
  EngineContestant in(int instances) {
    return new EngineContestant(encoding, options, more, instances);
  }

  /** With limits that no number of services reaches. */
  EngineContestant withoutLimits() {
    String many = "100000";
    return with(Catalogue.STATISTICS_MAX_SERVICES.name(), many)
        .with(Catalogue.STATISTICS_MAX_OPERATIONS.name(), many)
        .with(Catalogue.STATISTICS_MAX_EDGES.name(), many);
  }

  /** With a heap of so many megabytes. */
  EngineContestant withHeap(int megabytes) {
    List<String> all = new ArrayList<>(options);
    all.add("-Xmx" + megabytes + "m");
    return new EngineContestant(encoding, all, more, instances);
  }

  /** With a setting. */
  EngineContestant with(String setting, String value) {
    Map<String, String> all = new HashMap<>(more);
    all.put(setting, value);
    return new EngineContestant(encoding, options, all, instances);
  }

  @Override
  public String title() {
    return "spanline%s, traces as %s"
        .formatted(
            instances == 1 ? "" : " in %d processes".formatted(instances),
            encoding == Encoding.JSON ? "JSON" : "protobuf");
  }

  @Override
  public Role role() {
    return Role.ENGINE;
  }

  @Override
  public Drain drain(SpeedScene scene) throws IOException {
    List<StreamsProcess> processes = new ArrayList<>();
    for (int number = 1; number <= instances; number++) {
      processes.add(scene.with(process(scene, number)));
    }
    try (GroupWatch watch = new GroupWatch(scene.bootstrap(), GROUP, processes)) {
      for (StreamsProcess process : processes) {
        process.launch(options);
      }
      double broker = scene.brokerCpuSeconds();
      double spansARecord = (double) scene.source().spans() / scene.source().records();
      Drain drain = watch.untilAll(scene.source().records(), spansARecord);
      broker = scene.brokerCpuSeconds() - broker;
      requireExact(processes.get(0), scene.source().spans());
      long early = 0;
      for (StreamsProcess process : processes) {
        early += process.metric("spanline_traces_evicted_total");
        early += process.metric("spanline_traces_forgotten_total");
        // Not killed: a flight recording is written at the end.
        process.terminate(ENDED);
        process.wipeState();
      }
      return drain.with(new Besides(early, scene.writtenBytes(), broker));
    } finally {
      processes.forEach(StreamsProcess::close);
      scene.forgetOutput(GROUP);
    }
  }

  /** The only process, which does not run yet. */
  StreamsProcess process(SpeedScene scene) throws IOException {
    return process(scene, 1);
  }

  private StreamsProcess process(SpeedScene scene, int number) throws IOException {
    // The broker's port is the scene's; so are the first one's.
    Settings own = number == 1 ? scene.settings() : Ports.free(scene.settings());
    Map<String, String> all = new HashMap<>(more);
    all.put(Port.KAFKA.setting().name(), scene.settings().text(Port.KAFKA.setting()));
    all.put(Catalogue.INSTANCE.name(), String.valueOf(number));
    all.put(
        Catalogue.TRACES_ENCODING.name(),
        encoding.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    return new StreamsProcess(scene.checkout(), own.with(all), scene.newFolder());
  }

  private static boolean hasSettled(Account account, long spans) {
    return account.received() >= spans && account.open() == 0;
  }

  /** A figure of a run that lost a span would be of another program. */
  static void requireExact(StreamsProcess process, long spans) throws IOException {
    Account account = process.ledgers().now();
    for (long before = -1; account.received() > before; account = process.ledgers().now()) {
      before = account.received();
      Waiting.within(SETTLED, LOOK, () -> hasSettled(process.ledgers().now(), spans));
    }
    if (!account.rows().stream().allMatch(Ledger::balanced)
        || account.received() != spans
        || account.emitted() != spans
        || process.threadsReplaced() != 0) {
      throw new IOException(
          "%d spans were sent, %s, %d threads died"
              .formatted(spans, account.line(), process.threadsReplaced()));
    }
  }
}
