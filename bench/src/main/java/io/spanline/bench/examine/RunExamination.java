package io.spanline.bench.examine;

import io.spanline.clients.ClientException;
import io.spanline.clients.Ledgers;
import io.spanline.harness.process.WaitedInVain;
import io.spanline.harness.process.Waiting;
import io.spanline.harness.traffic.PlannedTraffic;
import io.spanline.topic.Ledger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Waits until all traffic is through and looks at what came out: each span once, the ledger, every
 * row of the statistics.
 */
public final class RunExamination {
  private static final Duration QUIET = Duration.ofSeconds(100);
  private static final Duration FOLDED = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final int TOLD = 4;

  private final String bootstrap;
  private final Supplier<Ledgers> ledgers;
  private final Undisturbed undisturbed;
  private final int interruptions;
  private final Consumer<String> progress;
  private final List<String> problems = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  /**
   * An examination of one run.
   *
   * @param bootstrap of the broker, past any proxy
   * @param ledgers of an instance that runs
   * @param undisturbed what the statistics are compared with, besides the reference
   * @param interruptions how many times what was sent may have been torn apart, so that a trace
   *     under way came in two pieces with more than the settling time between
   * @param progress hears what goes on
   */
  public RunExamination(
      String bootstrap,
      Supplier<Ledgers> ledgers,
      Undisturbed undisturbed,
      int interruptions,
      Consumer<String> progress) {
    this.bootstrap = bootstrap;
    this.ledgers = ledgers;
    this.undisturbed = undisturbed;
    this.interruptions = interruptions;
    this.progress = progress;
  }

  /** Ends the traffic and examines what came of it. */
  public RunFinding of(PlannedTraffic traffic, OtherTraffic others) throws Exception {
    progress.accept("the last traces");
    traffic.end();
    awaitQuiet(traffic);
    progress.accept("reading what came out");
    ledger(others);
    Delivery delivery = Emissions.of(traffic, bootstrap, others);
    if (others == OtherTraffic.NONE && delivery.foreign() > 0) {
      problems.add(delivery.foreign() + " spans were emitted that nobody sent");
    }
    traces(traffic, delivery, others);
    boolean equal = statistics(traffic);
    return new RunFinding(delivery.spans(), equal, Duration.ZERO, problems, remarks);
  }

  private SortedMap<RowKey, RowFigures> rows(PlannedTraffic traffic) {
    return PublishedRows.rows(bootstrap, traffic.plan().base());
  }

  private void awaitQuiet(PlannedTraffic traffic) {
    try {
      Waiting.until("there are still open traces", QUIET, () -> isQuiet(traffic));
    } catch (WaitedInVain e) {
      problems.add(e.getMessage() + "; " + account());
    }
  }

  private boolean isQuiet(PlannedTraffic traffic) {
    try {
      Ledgers.Account account = ledgers.get().now();
      if (account.open() == 0 && account.received() >= traffic.acknowledged()) {
        return account.received() == Input.of(bootstrap).spans();
      }
    } catch (ClientException e) {
      // It may be about to start again.
    }
    Waiting.pause(LOOK);
    return false;
  }

  private String account() {
    try {
      return ledgers.get().now().line();
    } catch (ClientException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private void ledger(OtherTraffic others) {
    Ledgers.Account account = ledgers.get().now();
    Input input = Input.of(bootstrap);
    for (Ledger row : account.rows()) {
      long sent = input.spansByPartition().getOrDefault(row.partition(), 0L);
      if (!row.balanced()) {
        problems.add(
            "the ledger of partition %d does not balance: %s".formatted(row.partition(), row));
      }
      if (row.spans().received() != sent) {
        problems.add(
            "partition %d has %d spans, its ledger received %d"
                .formatted(row.partition(), sent, row.spans().received()));
      }
      if (others == OtherTraffic.NONE && row.records().dead() > 0) {
        problems.add(
            "partition %d has %d dead records".formatted(row.partition(), row.records().dead()));
      }
    }
    remarks.add(account.line());
    remarks.add(account.duplicate() + " duplicates");
  }

  /** A trace whose spans come in time is one record, and more if they were torn apart. */
  private void traces(PlannedTraffic traffic, Delivery delivery, OtherTraffic others) {
    int told = Math.min(TOLD, delivery.problems().size());
    if (told > 0) {
      problems.add(delivery.problems().size() + " traces are not as they were sent");
      problems.addAll(delivery.problems().subList(0, told));
    }
    long revisions = delivery.records() - delivery.traces();
    remarks.add("%d traces, %d revisions".formatted(delivery.traces(), revisions));
    // One more than was done: a busy machine may stand still for a moment by itself.
    long most = (long) traffic.plan().mostUnderWay(traffic.chapters()) * (1 + interruptions);
    if (others == OtherTraffic.NONE && revisions > most) {
      problems.add(
          "%d revisions of %d traces, what was done explains %d"
              .formatted(revisions, delivery.traces(), most));
    }
  }

  private boolean statistics(PlannedTraffic traffic) throws Exception {
    SortedMap<RowKey, RowFigures> reference = Reference.of(traffic.plan(), traffic.chapters());
    Set<String> services = Reference.services(reference);
    List<String> differences = new ArrayList<>();
    try {
      // The second stage folds what the first forwards, a moment after the traces are out.
      Waiting.until(
          "the statistics are not the reference's",
          FOLDED,
          () -> {
            Waiting.pause(LOOK);
            differences.clear();
            differences.addAll(
                RowDifferences.differences("the reference", reference, rows(traffic), services));
            return differences.isEmpty();
          });
    } catch (WaitedInVain e) {
      tell("statistics", differences, reference.size());
    }
    List<String> unlike =
        RowDifferences.differences(
            "the undisturbed run", undisturbed.rows(traffic.chapters()), rows(traffic), services);
    tell("undisturbed", unlike, reference.size());
    remarks.add(reference.size() + " rows of statistics");
    return differences.isEmpty() && unlike.isEmpty();
  }

  private void tell(String which, List<String> differences, int rows) {
    if (!differences.isEmpty()) {
      remarks.add("%s: %d of %d rows differ".formatted(which, differences.size(), rows));
      differences.stream().limit(TOLD).forEach(remarks::add);
    }
  }
}
