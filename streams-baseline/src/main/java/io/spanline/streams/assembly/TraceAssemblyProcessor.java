package io.spanline.streams.assembly;

import io.spanline.model.TraceId;
import io.spanline.streams.inquiry.TaskDesk;
import io.spanline.streams.inquiry.TaskInquiries;
import io.spanline.streams.inquiry.TaskSurvey;
import io.spanline.streams.intake.Intake;
import io.spanline.streams.store.CommitHook;
import io.spanline.topic.Ledger;
import io.spanline.topic.Topics;
import io.spanline.topic.TraceSerde;
import java.time.Duration;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Runs the assembly of a task's partition: hands it records and time, forwards what comes of it.
 */
final class TraceAssemblyProcessor implements Processor<byte[], Intake, String, AssemblyOutput> {
  /** How often the clock is looked at; a trace is emitted at most that much after it is due. */
  static final Duration TICK = Duration.ofMillis(100);

  /** How often ledger and watermark are published; readers see them only with a commit. */
  static final Duration REPORT = Duration.ofMillis(500);

  private final AssemblyRules rules;
  private final MemoryBounds bounds;
  private final InputProgress progress;
  private final TaskInquiries inquiries;
  private final TraceSerde traces;
  private @Nullable ProcessorContext<String, AssemblyOutput> context;
  private @Nullable PartitionAssembler assembly;
  private @Nullable TaskSurvey survey;
  private @Nullable TaskDesk desk;
  private TopicPartition partition = new TopicPartition(Topics.OTLP_SPANS.name(), -1);
  private InputTrail trail = new InputTrail();
  private @Nullable Ledger reported;

  TraceAssemblyProcessor(
      AssemblyRules rules, MemoryBounds bounds, InputProgress progress, TaskInquiries inquiries) {
    this.rules = rules;
    this.bounds = bounds;
    this.progress = progress;
    this.inquiries = inquiries;
    this.traces = new TraceSerde(rules.encoding());
  }

  @Override
  public void init(ProcessorContext<String, AssemblyOutput> context) {
    this.context = context;
    partition = new TopicPartition(Topics.OTLP_SPANS.name(), context.taskId().partition());
    KeyValueStore<Integer, byte[]> ledger = context.getStateStore(TraceAssemblySupplier.LEDGER);
    PartitionAccount account = new PartitionAccount(ledger, partition.partition());
    RememberedTraces closed =
        new RememberedTraces(
            context.getStateStore(TraceAssemblySupplier.CLOSED_TRACES), rules, bounds);
    OpenTraceRows rows =
        new OpenTraceRows(context.getStateStore(TraceAssemblySupplier.OPEN_TRACES), rules);
    OpenTraces open = new OpenTraces(rows, rules, bounds);
    PartitionAssembler.Memory memory = new PartitionAssembler.Memory(rows, open, closed, account);
    Rereading.run(memory, progress.log(), partition);
    trail = account.trail();
    PartitionClock clock = new PartitionClock(account.savedClockMillis(), progress::nanoTime);
    assembly = new PartitionAssembler(clock, memory, new RecordSize(rules.encoding()), this::emit);
    CommitHook.of(ledger).beforeCommit(assembly::save);
    survey = new TaskAnswers(assembly, open, closed);
    desk = inquiries.attend();
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, wallMillis -> look());
    context.schedule(REPORT, PunctuationType.WALL_CLOCK_TIME, wallMillis -> report());
  }

  @Override
  public void process(Record<byte[], Intake> record) {
    long timestamp = PartitionClock.plausible(record.timestamp(), progress.nowMillis());
    long offset =
        Objects.requireNonNull(context, "init comes first").recordMetadata().orElseThrow().offset();
    long position = Position.of(offset);
    assembly().receive(record.value(), position, timestamp);
    trail.believed(position, record.timestamp(), timestamp);
  }

  private void look() {
    if (progress.caughtUp(partition)) {
      assembly().idles(progress.nowMillis());
    } else {
      assembly().lags();
    }
    Objects.requireNonNull(desk, "init comes first").answer(Objects.requireNonNull(survey));
  }

  @Override
  public void close() {
    if (desk != null) {
      inquiries.leave(desk);
      desk = null;
    }
  }

  private void report() {
    Ledger ledger = assembly().ledger();
    if (!ledger.equals(reported)) {
      reported = ledger;
      String key = String.valueOf(ledger.partition());
      AssemblyOutput output = new AssemblyOutput.Progress(ledger);
      Record<String, AssemblyOutput> record = new Record<>(key, output, progress.nowMillis());
      forward(record, TraceAssemblySupplier.STATISTICS);
      forward(record, TraceAssemblySupplier.LEDGERS);
    }
  }

  private void emit(TraceId traceId, AssemblyOutput.Emitted emitted, long timestampMillis) {
    String key = traceId.hex();
    forward(new Record<>(key, emitted, timestampMillis), TraceAssemblySupplier.STATISTICS);
    if (emitted.trace() != null) {
      Headers headers = new RecordHeaders();
      AssemblyOutput written = new AssemblyOutput.Written(traces.write(emitted.trace(), headers));
      forward(new Record<>(key, written, timestampMillis, headers), TraceAssemblySupplier.TRACES);
    }
  }

  private void forward(Record<String, AssemblyOutput> record, String child) {
    Objects.requireNonNull(context, "init comes first").forward(record, child);
  }

  private PartitionAssembler assembly() {
    return Objects.requireNonNull(assembly, "init comes first");
  }
}
