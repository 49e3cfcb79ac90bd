package io.spanline.cli.traces;

import io.spanline.cli.invocation.Invocation;
import io.spanline.cli.view.DeadLettersView;
import io.spanline.clients.CollectorCounters;
import io.spanline.clients.InputLog;
import io.spanline.clients.LedgerMatch;
import io.spanline.clients.Ledgers;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.terminal.Line;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import io.spanline.terminal.Style;
import io.spanline.terminal.Table;
import io.spanline.topic.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code spanline ledger}. */
@Command(
    name = "ledger",
    description = {
      "Show what became of every record and span, and compare it with what the Collector counts"
          + " as sent to Kafka.",
      "Waits up to 10 s for the two to agree. During traffic the ledger may lack the last 3 s."
          + " If the Collector has restarted since, the topic otlp_spans decides: the ledger must"
          + " have every record in it.",
      "Dead letters, which could not be read, are named with their reasons. They are accounted for and"
          + " alone do not change the exit code; but they explain no span that the Collector sent and"
          + " the ledger lacks.",
      "Exit 0 if the sums balance and nothing is missing or unexplained, else 1.",
      "",
      "Example: ./spanline ledger"
    },
    mixinStandardHelpOptions = true)
public final class LedgerCommand implements Callable<Integer> {
  private static final Duration POLL = Duration.ofMillis(250);

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    Invocation invocation = Invocation.ofThisProcess();
    Screen screen = output.screen();
    Settings stack = invocation.stack();
    Compared compared = Compared.settled(stack);
    LedgerMatch match = compared.match();
    InputLog log = compared.log();
    Ledgers.Account account = match.account();
    CollectorCounters collector = match.collector();
    table(account.rows()).lines().forEach(screen::result);
    long repaired = account.rows().stream().mapToLong(Ledger::repaired).sum();
    if (repaired > 0) {
      screen.result(
          "%d spans had text that is not UTF-8; U+FFFD stands for it".formatted(repaired));
    }
    screen.result(
        "Collector: %d spans accepted, %d refused, %d sent to Kafka, %d to Jaeger, %d given up"
            .formatted(
                collector.accepted(),
                collector.refused(),
                collector.sentToKafka(),
                collector.sentToJaeger(),
                collector.failed()));
    DeadLettersView letters = DeadLettersView.of(account, stack);
    letters.lines().forEach(screen::result);
    screen.result(verdict(match, log));
    screen.json(
        Map.of(
            "dead_letters", letters.json(),
            "balanced", account.balanced(),
            "agrees", match.agrees(log),
            "exact", match.exact(),
            "missing", match.missing(),
            "unknown", match.unknown(),
            "collector_restarted", log.isOlderThanCollector(),
            "collector", collector,
            "partitions", account.rows()));
    return account.balanced() && match.agrees(log) ? 0 : 1;
  }

  /** The ledger compared with the Collector's counters and, if these differ, with the topic. */
  private record Compared(LedgerMatch match, InputLog log) {
    static Compared settled(Settings stack) {
      Ledgers ledgers = new Ledgers(stack);
      String telemetry = stack.address(Port.COLLECTOR_TELEMETRY);
      LedgerMatch match =
          LedgerMatch.settled(
              () -> new LedgerMatch.Reading(ledgers.now(), CollectorCounters.of(telemetry)),
              System::nanoTime,
              LedgerCommand::pause);
      if (match.equal()) {
        return new Compared(match, InputLog.NOT_ASKED);
      }
      String kafka = stack.address(Port.KAFKA);
      Instant since = match.collector().startedAt();
      return new Compared(
          match,
          InputLog.settled(
              () -> InputLog.of(kafka, since, ledgers::now),
              System::nanoTime,
              LedgerCommand::pause));
    }
  }

  private static void pause() {
    LockSupport.parkNanos(POLL.toNanos());
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
            "expired",
            "open",
            "sums");
    for (Ledger row : rows) {
      table.row(
          row.partition(),
          row.records().consumed(),
          row.records().dead(),
          row.spans().received(),
          row.spans().emitted(),
          row.spans().duplicate(),
          row.spans().truncated(),
          row.spans().rejected(),
          row.spans().expired(),
          row.spans().open(),
          row.balanced() ? "balance" : "DO NOT BALANCE");
    }
    return table;
  }

  private static Line verdict(LedgerMatch match, InputLog log) {
    int missing = match.account().missing();
    if (missing > 0) {
      return wrong("the ledger lacks %d partitions (so far)".formatted(missing));
    }
    if (!match.account().balanced()) {
      return wrong("the ledger does not balance");
    }
    if (log.unread() > 0) {
      return wrong(
          "%d records of the topic otlp_spans are not in the ledger after %d s"
              .formatted(log.unread(), LedgerMatch.PATIENCE.toSeconds()));
    }
    if (match.missing() > 0) {
      return wrong(
          "%d spans that the Collector sent are not in the ledger after %d s%s"
              .formatted(
                  match.missing(),
                  LedgerMatch.PATIENCE.toSeconds(),
                  match.account().dead() > 0 ? "; the dead letters may hold them" : ""));
    }
    if (match.unknown() > 0) {
      return log.isOlderThanCollector()
          ? ok(
              ("the sums balance, and every record of the topic is in the ledger; %d of its"
                      + " spans came before the Collector's last start, which reset its counters")
                  .formatted(match.unknown()))
          : differs(
              "the ledger has %d spans that the Collector did not send".formatted(match.unknown()));
    }
    return ok(
        match.exact()
            ? "every span that the Collector sent is in the ledger, and the sums balance"
            : ("the sums balance; %d spans of the last %d s are still on their way:"
                    + " run again when traffic has stopped for an exact count")
                .formatted(match.underWay(), LedgerMatch.ON_THE_WAY.toSeconds()));
  }

  private static Line ok(String words) {
    return Line.of(Style.GREEN, "ok", words);
  }

  private static Line differs(String words) {
    return Line.of(Style.YELLOW, "differs", words);
  }

  private static Line wrong(String words) {
    return Line.of(Style.RED, "wrong", words);
  }
}
