package io.spanline.streams.statistics;

import io.spanline.model.SpanFacts;
import io.spanline.statistics.StatisticsSubject.Edge;
import io.spanline.streams.assembly.AssemblyOutput;
import io.spanline.streams.assembly.Contribution;
import io.spanline.streams.assembly.Contribution.CallUpdate;
import io.spanline.streams.assembly.Contribution.Counted;
import io.spanline.streams.assembly.Contribution.Ended;
import io.spanline.streams.assembly.Contribution.EndedAnswer;
import io.spanline.topic.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Puts each request, call and answer into its windows' rows. */
final class WindowedStatisticsProcessor
    implements Processor<String, AssemblyOutput, String, StatisticsUpdate> {
  private final StatisticsRules rules;
  private final NameLimits limits;
  private @Nullable ProcessorContext<String, StatisticsUpdate> context;
  private @Nullable WindowRows rows;
  private @Nullable StatisticsSensors sensors;

  WindowedStatisticsProcessor(StatisticsRules rules, NameLimits limits) {
    this.rules = rules;
    this.limits = limits;
  }

  @Override
  public void init(ProcessorContext<String, StatisticsUpdate> context) {
    this.context = context;
    sensors = new StatisticsSensors(context);
    rows =
        new WindowRows(
            context.getStateStore(WindowedStatisticsSupplier.ROWS),
            new SampleLog(context.getStateStore(WindowedStatisticsSupplier.SAMPLES)),
            new NameGuard(limits));
  }

  @Override
  public void process(Record<String, AssemblyOutput> record) {
    if (record.value() instanceof AssemblyOutput.Emitted emitted) {
      add(emitted.contribution(), new Moment(rules, record.timestamp(), emitted.clockMillis()));
      if (rows().areMany()) {
        drain(record.timestamp());
      }
    } else if (record.value() instanceof AssemblyOutput.Progress progress) {
      report(progress.ledger(), record.timestamp());
    }
  }

  private void add(Contribution contribution, Moment moment) {
    List<Sample> samples = new ArrayList<>();
    for (SpanFacts entry : contribution.requests()) {
      sensors().look(entry, moment);
      sensors().lookAtStart(entry, moment);
      samples.add(admitted(request(entry, moment)));
    }
    for (CallUpdate update : contribution.calls()) {
      if (update.isNew()) {
        sensors().look(update.seen(), moment);
        if (!moment.isOlder(update.seen())) {
          samples.add(admitted(Sample.Call.of(update, moment.windowStart(update.seen()))));
        }
      }
    }
    for (Ended ended : contribution.ended()) {
      addEnded(ended, moment, samples);
    }
    for (EndedAnswer ended : contribution.endedAnswers()) {
      long window = windowOf(ended.seen(), ended.counted(), moment);
      if (window >= 0) {
        samples.add(admitted(Sample.Call.endedAnswer(ended, window)));
      }
    }
    rows().add(samples);
    // After the calls that they may answer.
    for (CallUpdate update : contribution.calls()) {
      Counted counted = update.counted();
      if (counted != null) {
        addLateAnswer(update, counted, moment);
      }
    }
  }

  private static Sample request(SpanFacts entry, Moment moment) {
    long window = moment.windowStart(entry);
    return moment.isOlder(entry)
        ? Sample.Older.of(entry, window)
        : Sample.Request.of(entry, window);
  }

  /** Into the row that counted the span when it had no end. */
  private void addEnded(Ended ended, Moment moment, List<Sample> samples) {
    SpanFacts span = ended.span();
    long window = windowOf(span.unfinished(), ended.counted(), moment);
    if (window < 0) {
      return;
    }
    String callee = ended.callee();
    samples.add(
        admitted(
            callee == null
                ? Sample.Request.ended(span, window)
                : Sample.Call.ended(span, callee, window)));
  }

  /** The window that a span was counted in; -1 if it takes nothing any more. */
  private long windowOf(SpanFacts span, Counted counted, Moment moment) {
    Moment ofSpan = new Moment(rules, counted.timestampMillis(), counted.clockMillis());
    long window = ofSpan.windowStart(span);
    if (ofSpan.isOlder(span) || moment.isOver(window)) {
      sensors().endTooLate();
      return -1;
    }
    return window;
  }

  private Sample admitted(Sample sample) {
    Sample admitted = sample.admittedBy(rows().guard());
    sensors().lookForOverflow(sample, admitted);
    return admitted;
  }

  /**
   * Into the row that counts the call: of the window that the call's own emission had for it, and
   * of its edge, unless there was no place for that name then.
   */
  private void addLateAnswer(CallUpdate update, Counted counted, Moment moment) {
    Moment ofCall = new Moment(rules, counted.timestampMillis(), counted.clockMillis());
    long window = ofCall.windowStart(update.seen());
    if (!ofCall.isOlder(update.seen()) && !moment.isOver(window)) {
      Edge own = new Edge(update.caller(), update.callee());
      for (Edge edge : List.of(own, NameGuard.common())) {
        if (rows().unanswered(new StatisticsKey(edge, window)) > 0) {
          rows().add(List.of(Sample.Call.lateAnswer(update, edge, window)));
          return;
        }
      }
    }
    sensors().answerTooLate();
  }

  private void report(Ledger ledger, long timestampMillis) {
    long watermark = ledger.watermark().toEpochMilli();
    drain(timestampMillis);
    StatisticsUpdate passed = new StatisticsUpdate.Watermark(ledger.partition(), watermark);
    forward(new Record<>("", passed, timestampMillis));
    rows().forgetBefore(rules.firstNotOver(watermark));
  }

  private void drain(long timestampMillis) {
    ProcessorContext<?, ?> task = Objects.requireNonNull(context, "init comes first");
    int partition = task.taskId().partition();
    rows()
        .drainChanges(
            (key, tally) ->
                forward(
                    new Record<>(
                        key.text(),
                        new StatisticsUpdate.Part(partition, key, tally),
                        timestampMillis)));
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
