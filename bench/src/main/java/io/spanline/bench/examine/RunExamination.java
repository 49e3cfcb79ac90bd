package io.spanline.bench.examine;

import io.spanline.bench.examine.RunFinding.SpanCount;
import io.spanline.clients.ClientException;
import io.spanline.clients.Ledgers;
import io.spanline.harness.process.TopicReader;
import io.spanline.harness.process.Waiting;
import io.spanline.harness.traffic.PlannedTraffic;
import io.spanline.harness.traffic.TracePlan;
import io.spanline.otlp.Decoded;
import io.spanline.otlp.OtlpReader;
import io.spanline.topic.Ledger;
import io.spanline.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private static final String REFERENCE = "the reference";

  private final String bootstrap;
  private final Supplier<Ledgers> ledgers;
  private final Undisturbed undisturbed;
  private final int interruptions;
  private final RunFinding finding;

  /** Whether anybody else sent to the topic besides the plan. */
  public enum OtherTraffic {
    /** Whatever else is found is a problem. */
    NONE,
    /** Spans that are not on the plan's list are left to others to judge. */
    PRESENT
  }

  /** The rows that a run without a fault published of the same traces. */
  @FunctionalInterface
  public interface Undisturbed {
    /** Its rows of the first chapters of the traffic's plan, which may mean to run it now. */
    StatisticsRows rows(int chapters) throws Exception;
  }

  /**
   * An examination of one run.
   *
   * @param bootstrap of the broker, past any proxy
   * @param ledgers of an instance that runs
   * @param undisturbed what the statistics are compared with, besides the reference
   * @param interruptions how many times what was sent may have been torn apart, so that a trace
   *     under way came in two pieces with more than the settling time between
   * @param finding hears of all that is found
   */
  public RunExamination(
      String bootstrap,
      Supplier<Ledgers> ledgers,
      Undisturbed undisturbed,
      int interruptions,
      RunFinding finding) {
    this.bootstrap = bootstrap;
    this.ledgers = ledgers;
    this.undisturbed = undisturbed;
    this.interruptions = interruptions;
    this.finding = finding;
  }

  /** Ends the traffic, examines what came of it, and returns what became of its spans. */
  public SpanCount of(PlannedTraffic traffic, OtherTraffic others) throws Exception {
    finding.say("the last traces");
    traffic.end();
    awaitQuiet(traffic);
    finding.say("reading what came out");
    ledger(others);
    Emissions.Delivery delivery = Emissions.of(traffic, bootstrap, others);
    finding.require(
        others == OtherTraffic.PRESENT || delivery.foreign() == 0,
        delivery.foreign() + " spans were emitted that nobody sent");
    traces(traffic, delivery, others);
    finding.examined(delivery.spans(), statistics(traffic));
    return delivery.spans();
  }

  private void awaitQuiet(PlannedTraffic traffic) {
    finding.require(
        Waiting.within(QUIET, LOOK, () -> isQuiet(traffic)),
        "there are still open traces: " + account());
  }

  private boolean isQuiet(PlannedTraffic traffic) {
    try {
      Ledgers.Account account = ledgers.get().now();
      if (account.open() == 0 && account.received() >= traffic.acknowledged()) {
        return account.received()
            == spansByPartition().values().stream().mapToLong(Long::longValue).sum();
      }
    } catch (ClientException e) {
      // It may be about to start again.
    }
    return false;
  }

  private String account() {
    try {
      return ledgers.get().now().line();
    } catch (ClientException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Spans that are on {@code otlp_spans}, those that cannot be used too. */
  private Map<Integer, Long> spansByPartition() {
    Map<Integer, Long> spans = new HashMap<>();
    TopicReader.forEach(
        bootstrap,
        Topics.OTLP_SPANS,
        each -> {
          if (OtlpReader.read(each.value()) instanceof Decoded.Spans decoded) {
            long number = (long) decoded.spans().size() + decoded.rejected().size();
            spans.merge(each.partition(), number, Long::sum);
          }
        });
    return spans;
  }

  private void ledger(OtherTraffic others) {
    Ledgers.Account account = ledgers.get().now();
    Map<Integer, Long> sent = spansByPartition();
    for (Ledger row : account.rows()) {
      int partition = row.partition();
      finding.require(
          row.balanced(),
          "the ledger of partition %d does not balance: %s".formatted(partition, row));
      finding.expect(
          "spans received in partition %d, by its ledger".formatted(partition),
          sent.getOrDefault(partition, 0L),
          row.spans().received());
      if (others == OtherTraffic.NONE) {
        finding.expect("dead records in partition " + partition, 0, row.records().dead());
      }
    }
    finding.remark(account.line());
    finding.remark(account.duplicate() + " duplicates");
  }

  /** A trace whose spans come in time is one record, and more if they were torn apart. */
  private void traces(PlannedTraffic traffic, Emissions.Delivery delivery, OtherTraffic others) {
    List<String> unlike = delivery.problems();
    if (!unlike.isEmpty()) {
      finding.problem(unlike.size() + " traces are not as they were sent");
      unlike.stream().limit(TOLD).forEach(finding::problem);
    }
    long revisions = delivery.records() - delivery.traces();
    finding.remark("%d traces, %d revisions".formatted(delivery.traces(), revisions));
    // One more than was done: a busy machine may stand still for a moment by itself.
    long most = (long) traffic.plan().mostUnderWay(traffic.chapters()) * (1 + interruptions);
    finding.require(
        others == OtherTraffic.PRESENT || revisions <= most,
        "%d revisions of %d traces, what was done explains %d"
            .formatted(revisions, delivery.traces(), most));
  }

  private boolean statistics(PlannedTraffic traffic) throws Exception {
    StatisticsRows reference = reference(traffic);
    Set<String> services = reference.services();
    List<String> differences = new ArrayList<>();
    // The second stage folds what the first forwards, a moment after the traces are out.
    boolean equal =
        Waiting.within(
            FOLDED,
            LOOK,
            () -> {
              differences.clear();
              differences.addAll(reference.differences(REFERENCE, published(traffic), services));
              return differences.isEmpty();
            });
    tell("statistics", differences, reference);
    List<String> unlike =
        undisturbed
            .rows(traffic.chapters())
            .differences("the undisturbed run", published(traffic), services);
    tell("undisturbed", unlike, reference);
    finding.remark(reference.rows().size() + " rows of statistics");
    return equal && unlike.isEmpty();
  }

  private static StatisticsRows reference(PlannedTraffic traffic) {
    TracePlan plan = traffic.plan();
    return Reference.of(plan.base(), plan.spans(traffic.chapters()));
  }

  private StatisticsRows published(PlannedTraffic traffic) {
    return PublishedRows.rows(bootstrap, traffic.plan().base());
  }

  private void tell(String which, List<String> differences, StatisticsRows all) {
    if (!differences.isEmpty()) {
      finding.remark(
          "%s: %d of %d rows differ".formatted(which, differences.size(), all.rows().size()));
      differences.stream().limit(TOLD).forEach(finding::remark);
    }
  }

  /**
   * Waits until the rows of the traffic's services are final, and looks whether they say the same
   * then.
   *
   * @param lifetime of a trace: a window is final so long after its end
   */
  public void finalRows(PlannedTraffic traffic, Duration lifetime) {
    StatisticsRows reference = reference(traffic);
    Set<String> services = reference.services();
    boolean done =
        Waiting.within(
            lifetime.plus(FOLDED), LOOK, () -> PublishedRows.open(bootstrap, services) == 0);
    long open = PublishedRows.open(bootstrap, services);
    finding.require(done, "%d rows of the statistics are not final".formatted(open));
    List<String> differences = reference.differences(REFERENCE, published(traffic), services);
    if (!differences.isEmpty()) {
      finding.problem(
          "%d final rows differ, as %s".formatted(differences.size(), differences.get(0)));
    }
  }
}
