package io.spanline.streams.statistics;

import io.spanline.model.SpanFacts;
import io.spanline.statistics.StatisticsSubject.Edge;
import io.spanline.streams.assembly.AssemblyOutput;
import io.spanline.streams.assembly.Contribution;
import io.spanline.streams.assembly.Contribution.Counted;
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
    for (SpanFacts entry : contribution.entries()) {
      sensors().look(entry, moment);
      Sample.Request request = Sample.Request.of(entry, moment.windowStart(entry));
      Sample.Request admitted = request.admittedBy(rows().guard());
      sensors().lookForOverflow(request, admitted);
      samples.add(admitted);
    }
    for (Contribution.CallUpdate update : contribution.calls()) {
      if (update.isNew()) {
        addCall(update, moment, samples);
      }
    }
    rows().add(samples);
    // After the calls that they may answer.
    for (Contribution.CallUpdate update : contribution.calls()) {
      Counted counted = update.counted();
      SpanFacts answer = update.answer();
      if (counted != null && answer != null) {
        addLateAnswer(update, counted, answer, moment);
      }
    }
  }

  private void addCall(Contribution.CallUpdate update, Moment moment, List<Sample> samples) {
    SpanFacts exit = update.exit();
    SpanFacts answer = update.answer();
    sensors().look(exit, moment);
    long window = moment.windowStart(exit);
    Sample.Call call = Sample.Call.of(exit, update.callee(), window);
    Sample.Call admitted = call.admittedBy(rows().guard());
    sensors().lookForOverflow(call, admitted);
    samples.add(admitted);
    if (answer != null) {
      samples.add(Sample.Answer.of(exit, answer, admitted.edge(), window));
    }
  }

  /**
   * Into the row that counts the call: of the window that the call's own emission had for it, and
   * of its edge, unless there was no place for that name then.
   */
  private void addLateAnswer(
      Contribution.CallUpdate update, Counted counted, SpanFacts answer, Moment moment) {
    SpanFacts exit = update.exit();
    Moment ofCall = new Moment(rules, counted.timestampMillis(), counted.clockMillis());
    long window = ofCall.windowStart(exit);
    if (!moment.isOver(window)) {
      for (Edge edge : List.of(new Edge(exit.service(), update.callee()), NameGuard.common())) {
        if (rows().unanswered(new StatisticsKey(edge, window)) > 0) {
          rows().add(List.of(Sample.Answer.of(exit, answer, edge, window)));
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
