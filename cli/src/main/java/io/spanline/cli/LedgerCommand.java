package io.spanline.cli;

import io.spanline.cli.client.CollectorCounters;
import io.spanline.cli.client.Ledgers;
import io.spanline.cli.view.Screen;
import io.spanline.cli.view.Table;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
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
    Settings stack = surroundings.stack();
    Ledgers ledgers = new Ledgers(stack);
    String telemetry = stack.address(Port.COLLECTOR_TELEMETRY);
    Sides sides = settled(ledgers, telemetry);
    Ledgers.Account account = sides.account();
    CollectorCounters collector = sides.collector();
    table(account.rows()).lines().forEach(screen::result);
    screen.result(
        "Collector: %d spans accepted, %d refused, %d sent to Kafka, %d to Jaeger, %d given up"
            .formatted(
                collector.accepted(),
                collector.refused(),
                collector.sentToKafka(),
                collector.sentToJaeger(),
                collector.failed()));
    screen.result(verdict(sides));
    screen.json(
        Map.of(
            "balanced", account.balanced(),
            "agrees", sides.agree(),
            "collector", collector,
            "partitions", account.rows()));
    return account.balanced() && sides.agree() ? 0 : 1;
  }

  /** What each side says, as nearly at one moment as two questions can be. */
  private record Sides(Ledgers.Account account, CollectorCounters collector) {
    static Sides ask(Ledgers ledgers, String telemetry) {
      return new Sides(ledgers.now(), CollectorCounters.of(telemetry));
    }

    /** Spans that the ledger has more than the Collector sent. */
    long difference() {
      return account.received() - collector.sentToKafka();
    }

    boolean agree() {
      return difference() == 0;
    }
  }

  /** Both sides, once they agree or patience is over. */
  private static Sides settled(Ledgers ledgers, String telemetry) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Sides sides = Sides.ask(ledgers, telemetry);
    while (!sides.agree() && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      sides = Sides.ask(ledgers, telemetry);
    }
    return sides;
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

  private static String verdict(Sides sides) {
    int missing = sides.account().missing();
    if (missing > 0) {
      return "@|red wrong|@ %d partitions are not in the ledger (yet)".formatted(missing);
    }
    if (!sides.account().balanced()) {
      return "@|red wrong|@ the ledger does not balance";
    }
    long difference = sides.difference();
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
