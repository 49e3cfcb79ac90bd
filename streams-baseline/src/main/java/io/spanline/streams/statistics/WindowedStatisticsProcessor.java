package io.spanline.streams.statistics;

import io.spanline.model.SpanFacts;
import io.spanline.statistics.CallTally;
import io.spanline.statistics.StatisticsSubject.Edge;
import io.spanline.streams.assembly.AssemblyOutput;
import io.spanline.streams.assembly.Contribution;
import io.spanline.streams.assembly.Contribution.CallUpdate;
import io.spanline.streams.assembly.Contribution.Counted;
import io.spanline.streams.assembly.Contribution.Ended;
import io.spanline.streams.assembly.Contribution.EndedAnswer;
import io.spanline.streams.store.CommitHook;
import io.spanline.topic.Ledger;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Puts each request, call and answer into its windows' rows. */
final class WindowedStatisticsProcessor
    implements Processor<String, AssemblyOutput, String, StatisticsUpdate> {
  private static final int REPORTS_A_SECOND = 2;
  // With a report: two thousand rows a second are the most.
  private static final int MOST_ROWS = 1_000;
  private static final int FEW_ROWS = 100;

  private final StatisticsRules rules;
  private final NameLimits limits;
  private final long mostRowBytes;
  private @Nullable ProcessorContext<String, StatisticsUpdate> context;
  private @Nullable WindowRows rows;
  private @Nullable StatisticsSensors sensors;

  WindowedStatisticsProcessor(StatisticsRules rules, NameLimits limits, long mostRowBytes) {
    this.rules = rules;
    this.limits = limits;
    this.mostRowBytes = mostRowBytes;
  }

  @Override
  public void init(ProcessorContext<String, StatisticsUpdate> context) {
    this.context = context;
    sensors = new StatisticsSensors(context);
    KeyValueStore<Long, byte[]> changes = context.getStateStore(WindowedStatisticsSupplier.CHANGES);
    WindowRows all =
        new WindowRows(
            new StoredRows(context.getStateStore(WindowedStatisticsSupplier.ROWS)),
            new ChangeLog(changes),
            new NameGuard(limits),
            context.currentSystemTimeMs());
    CommitHook.of(changes).beforeCommit(() -> all.commit(context.currentSystemTimeMs()));
    rows = all;
  }

  @Override
  public void process(Record<String, AssemblyOutput> record) {
    if (record.value() instanceof AssemblyOutput.Emitted emitted) {
      count(emitted.contribution(), new Counted(record.timestamp(), emitted.clockMillis()));
      if (rows().heapBytes() > mostRowBytes) {
        rows().makeRoom(mostRowBytes / 2, row -> send(row, record.timestamp()));
      }
    } else if (record.value() instanceof AssemblyOutput.Progress progress) {
      report(progress.ledger(), record.timestamp());
    }
  }

  private void count(Contribution contribution, Counted emission) {
    Moment moment = new Moment(rules, emission);
    for (SpanFacts entry : contribution.requests()) {
      countRequest(entry, moment);
    }
    for (CallUpdate update : contribution.calls()) {
      if (update.isNew()) {
        countCall(update, moment);
      }
    }
    for (Ended ended : contribution.ended()) {
      addEnd(ended, moment);
    }
    for (EndedAnswer ended : contribution.endedAnswers()) {
      addEnd(ended, moment);
    }
    // After the calls that they may answer.
    for (CallUpdate update : contribution.calls()) {
      Counted counted = update.counted();
      if (counted != null) {
        addLateAnswer(update, counted, moment);
      }
    }
  }

  private void countRequest(SpanFacts entry, Moment moment) {
    sensors().look(entry, moment);
    sensors().lookAtStart(entry, moment);
    long window = moment.windowStart(entry);
    if (moment.isOlder(entry)) {
      rows().add(rows().service(entry.service(), window), Sample.Older.of(entry));
    } else {
      Row row = rows().operation(entry.service(), entry.operation(), window);
      rows().add(row, Sample.Request.of(entry));
    }
  }

  private void countCall(CallUpdate update, Moment moment) {
    SpanFacts seen = update.seen();
    sensors().look(seen, moment);
    if (!moment.isOlder(seen)) {
      Row row = rows().edge(update.caller(), update.callee(), moment.windowStart(seen));
      rows().add(row, Sample.Call.of(update));
    }
  }

  /** Into the row that counted the span when it had no end. */
  private void addEnd(Ended ended, Moment moment) {
    SpanFacts span = ended.span();
    long window = windowOf(span.unfinished(), ended.counted(), moment);
    if (window < 0) {
      return;
    }
    String callee = ended.callee();
    if (callee == null) {
      Row row = rows().operation(span.service(), span.operation(), window);
      rows().add(row, Sample.Request.ended(span));
    } else {
      rows().add(rows().edge(span.service(), callee, window), Sample.Call.ended(span));
    }
  }

  private void addEnd(EndedAnswer ended, Moment moment) {
    long window = windowOf(ended.seen(), ended.counted(), moment);
    if (window >= 0) {
      Row row = rows().edge(ended.caller(), ended.callee(), window);
      rows().add(row, Sample.Call.endedAnswer(ended));
    }
  }

  /** The window that a span was counted in; -1 if it takes nothing any more. */
  private long windowOf(SpanFacts span, Counted counted, Moment moment) {
    Moment ofSpan = new Moment(rules, counted);
    long window = ofSpan.windowStart(span);
    if (ofSpan.isOlder(span) || moment.isOver(window)) {
      sensors().endTooLate();
      return -1;
    }
    return window;
  }

  /**
   * Into the row that counts the call: of the window that the call's own emission had for it, and
   * of its edge, unless there was no place for that name then.
   */
  private void addLateAnswer(CallUpdate update, Counted counted, Moment moment) {
    Moment ofCall = new Moment(rules, counted);
    long window = ofCall.windowStart(update.seen());
    if (!ofCall.isOlder(update.seen()) && !moment.isOver(window)) {
      Edge own = new Edge(update.caller(), update.callee());
      for (Edge edge : List.of(own, NameGuard.common())) {
        Row row = rows().counted(new StatisticsKey(edge, window));
        if (row != null && ((CallTally) row.tally()).unanswered() > 0) {
          rows().add(row, Sample.Call.lateAnswer(update));
          return;
        }
      }
    }
    sensors().answerTooLate();
  }

  /** Says no more than was sent: the watermark stays behind a row that waits. */
  private void report(Ledger ledger, long timestampMillis) {
    long watermark = ledger.watermark().toEpochMilli();
    rows().send(mostRows(timestampMillis), row -> send(row, timestampMillis));
    ChangedRows.Since waits = rows().oldestUnsent();
    long passed = waits == null ? watermark : waits.watermark();
    StatisticsUpdate update = new StatisticsUpdate.Watermark(ledger.partition(), passed);
    forward(new Record<>("", update, timestampMillis));
    rows().forgetBefore(rules.firstNotOver(passed));
    rows().reported(watermark, timestampMillis);
    long unsent = waits == null ? 0 : Math.max(0, timestampMillis - waits.millis());
    sensors().report(rows().overflowed(), unsent);
  }

  /**
   * So many that each row goes out once a window, if that is not too many. What waits longer than
   * two goes at once: where traffic has ended, a part of what is left would never be all of it.
   */
  private int mostRows(long nowMillis) {
    ChangedRows.Since oldest = rows().oldestUnsent();
    if (oldest != null && nowMillis - oldest.millis() > 2 * rules.length().toMillis()) {
      return MOST_ROWS;
    }
    long reports = Math.max(1, REPORTS_A_SECOND * rules.length().toSeconds());
    long wanted = (rows().unsent() + reports - 1) / reports;
    return (int) Math.max(FEW_ROWS, Math.min(wanted, MOST_ROWS));
  }

  private void send(Row row, long timestampMillis) {
    int partition = Objects.requireNonNull(context, "init comes first").taskId().partition();
    StatisticsUpdate update = StatisticsUpdate.Part.of(partition, row.key(), row.tally());
    forward(new Record<>(row.key().text(), update, timestampMillis));
  }

  private void forward(Record<String, StatisticsUpdate> record) {
    Objects.requireNonNull(context, "init comes first").forward(record);
  }

  private WindowRows rows() {
    return Objects.requireNonNull(rows, "init comes first");
  }

  private StatisticsSensors sensors() {
    return Objects.requireNonNull(sensors, "init comes first");
  }
}
