package io.spanline.cli;

import io.spanline.cli.client.CollectorCounters;
import io.spanline.cli.client.Ledgers;
import io.spanline.cli.view.Screen;
import io.spanline.cli.view.Table;
import io.spanline.settings.Port;
import io.spanline.stack.RunningStack;
import io.spanline.topic.Ledger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code spanline ledger}. */
@Command(
    name = "ledger",
    description = {
      "Show what became of every record and span, and hold it against what the Collector says that"
          + " it sent to Kafka.",
      "Waits a few seconds for spans that are on their way. Exit 0 if the sums balance and the two"
          + " agree, else 1.",
      "",
      "Example: ./spanline ledger"
    },
    mixinStandardHelpOptions = true)
final class LedgerCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long POLL_MILLIS = 250;

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws InterruptedException {
    Surroundings surroundings = Surroundings.ofThisProcess();
    Screen screen = output.screen(surroundings);
    RunningStack stack = surroundings.runningStack();
    Ledgers ledgers = new Ledgers(stack.address(Port.STREAMS_BASELINE));
    String telemetry = stack.address(Port.COLLECTOR_TELEMETRY);
    CollectorCounters collector = settled(ledgers, telemetry);
    List<Ledger> rows = ledgers.rows();
    long received = rows.stream().mapToLong(row -> row.spans().received()).sum();
    boolean balanced = rows.stream().allMatch(Ledger::balanced);
    table(rows).lines().forEach(screen::result);
    screen.result(
        "Collector: %d spans accepted, %d refused, %d sent to Kafka, %d to Jaeger, %d given up"
            .formatted(
                collector.accepted(),
                collector.refused(),
                collector.sentToKafka(),
                collector.sentToJaeger(),
                collector.failed()));
    screen.result(verdict(balanced, received, collector));
    screen.json(
        Map.of(
            "balanced", balanced,
            "agrees", received == collector.sentToKafka(),
            "collector", collector,
            "partitions", rows));
    return balanced && received == collector.sentToKafka() ? 0 : 1;
  }

  /** Both sides, once they agree or patience is over. */
  private static CollectorCounters settled(Ledgers ledgers, String telemetry)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    CollectorCounters collector = CollectorCounters.of(telemetry);
    while (ledgers.received() != collector.sentToKafka() && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      collector = CollectorCounters.of(telemetry);
    }
    return collector;
  }

  private static Table table(List<Ledger> rows) {
    Table table =
        new Table(
            "partition",
            "records",
            "dead",
            "spans",
            "emitted",
            "duplicate",
            "truncated",
            "rejected",
            "open",
            "sums");
    for (Ledger row : rows) {
      table.row(
          String.valueOf(row.partition()),
          String.valueOf(row.records().consumed()),
          String.valueOf(row.records().dead()),
          String.valueOf(row.spans().received()),
          String.valueOf(row.spans().emitted()),
          String.valueOf(row.spans().duplicate()),
          String.valueOf(row.spans().truncated()),
          String.valueOf(row.spans().rejected()),
          String.valueOf(row.spans().open()),
          row.balanced() ? "balance" : "DO NOT BALANCE");
    }
    return table;
  }

  private static String verdict(boolean balanced, long received, CollectorCounters collector) {
    if (!balanced) {
      return "@|red wrong|@ the ledger does not balance";
    }
    long difference = received - collector.sentToKafka();
    if (difference == 0) {
      return "@|green ok|@ every span that the Collector sent is in the ledger, and the sums balance";
    }
    return difference < 0
        ? "@|red wrong|@ %d spans that the Collector sent are not in the ledger"
            .formatted(-difference)
        : "@|yellow differs|@ the ledger has %d spans more: sent by others, resent, or before the"
                .formatted(difference)
            + " Collector's last start, when its counters began anew";
  }
}
