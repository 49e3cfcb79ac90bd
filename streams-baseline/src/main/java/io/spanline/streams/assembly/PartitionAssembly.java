package io.spanline.streams.assembly;

import io.spanline.model.Outcome;
import io.spanline.model.Span;
import io.spanline.model.SpanLink;
import io.spanline.model.Trace;
import io.spanline.model.TraceId;
import io.spanline.topic.Ledger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Assembly of one partition: which trace a span belongs to, and when a trace is emitted. Whatever
 * it decides, it decides by the partition's clock, so that a lag of an hour changes nothing.
 */
final class PartitionAssembly {

  /** Takes what is emitted, each trace with the timestamp of its record. */
  interface Output {
    void emit(Assembled.Emitted emitted, long timestampMillis);
  }

  // A record opens one trace as a rule, so that closing a few keeps pace and none waits for many.
  private static final int CLOSED_PER_RECORD = 16;
  // Some 50 ms of work: a tick must not keep the thread from its records and its transaction.
  private static final int CLOSED_PER_TICK = 2_000;

  private final PartitionClock clock;
  private final OpenTraces open;
  private final ClosedTraces closed;
  private final PartitionAccount account;
  private final Output output;

  PartitionAssembly(
      PartitionClock clock,
      OpenTraces open,
      ClosedTraces closed,
      PartitionAccount account,
      Output output) {
    this.clock = clock;
    this.open = open;
    this.closed = closed;
    this.account = account;
    this.output = output;
  }

  void receive(Intake intake, long timestampMillis, long nanoTime) {
    clock.record(timestampMillis, nanoTime);
    closeDue(CLOSED_PER_RECORD);
    if (intake instanceof Intake.Undecodable) {
      account.recordDead();
    } else if (intake instanceof Intake.DecodedRecord record) {
      account.recordDecoded(record);
      record.spans().forEach(span -> place(span, timestampMillis));
    }
    account.save(clock.now());
  }

  /** Some time has passed without a record, perhaps. */
  void look(long nanoTime, boolean caughtUp, long wallMillis) {
    long before = clock.now();
    clock.look(nanoTime, caughtUp);
    if (caughtUp && open.traces() == 0 && closed.isEmpty()) {
      clock.holdsNothing(wallMillis);
    }
    if (clock.now() != before || closeIsBehind()) {
      closeDue(CLOSED_PER_TICK);
      account.save(clock.now());
    }
  }

  /** The account, and the time before which nothing is left to decide. */
  Ledger ledger() {
    return account.ledger(open.spans(), watermarkMillis());
  }

  private long watermarkMillis() {
    OpenTrace first = open.first();
    return first == null ? clock.now() : Math.min(clock.now(), first.dueMillis());
  }

  private void place(Span span, long timestampMillis) {
    TraceId traceId = span.traceId();
    OpenTrace trace = open.find(traceId);
    if (trace != null && trace.dueMillis() <= clock.now()) {
      close(trace);
      trace = null;
    }
    ClosedTrace earlier = trace == null ? closed.recall(traceId, clock.now()) : trace.earlier();
    boolean duplicate =
        trace != null
            ? trace.holds(span.key())
            : earlier != null && closed.holds(traceId, span.key());
    if (duplicate) {
      account.spanDuplicate();
      return;
    }
    if (trace == null) {
      trace = open.open(traceId, earlier);
    }
    int bytes = span.fragment().getSerializedSize();
    if (trace.hasRoomFor(bytes)) {
      open.add(trace, new OpenTrace.Arrival(span, clock.now(), timestampMillis, bytes));
    } else {
      open.cut(trace, span.key(), clock.now());
      account.spansTruncated(1);
    }
  }

  private boolean closeIsBehind() {
    OpenTrace first = open.first();
    return first != null && first.dueMillis() <= clock.now();
  }

  private void closeDue(int most) {
    for (int i = 0; i < most; i++) {
      OpenTrace first = open.first();
      if (first == null || first.dueMillis() > clock.now()) {
        break;
      }
      close(first);
    }
    closed.forget(clock.now(), most, open);
  }

  /** Emits what came since the last emission, unless all of it was cut, and remembers the trace. */
  private void close(OpenTrace waiting) {
    open.remove(waiting);
    ClosedTrace skeleton = skeleton(waiting);
    Trace trace = fitting(waiting, skeleton);
    int kept = trace == null ? 0 : trace.spans().size();
    int cut = waiting.arrivals().size() - kept;
    account.spansEmitted(kept);
    account.spansTruncated(cut);
    closed.remember(waiting.traceId(), skeleton.after(waiting.revision(), kept, cut));
    if (trace != null) {
      output.emit(new Assembled.Emitted(trace, clock.now()), waiting.timestampMillis());
    }
  }

  /** What came since the last emission as far as a record holds it; null where nothing is left. */
  private static @Nullable Trace fitting(OpenTrace waiting, ClosedTrace skeleton) {
    List<Span> spans = waiting.arrivals().stream().map(OpenTrace.Arrival::span).toList();
    if (spans.isEmpty()) {
      return null;
    }
    Outcome outcome = Outcome.of(skeleton.links());
    if (skeleton.cut() > 0) {
      outcome = outcome.with(Outcome.Reason.TRUNCATED, skeleton.cut());
    }
    Trace trace = new Trace(waiting.traceId(), waiting.revision(), outcome, spans);
    return RecordSize.fit(trace, waiting.bytes());
  }

  /**
   * What is known of all revisions, before the next one is emitted. Remembered from when it was
   * due, not from when it was noticed: a lag must not change that.
   */
  private static ClosedTrace skeleton(OpenTrace waiting) {
    ClosedTrace earlier = waiting.earlier();
    List<SpanLink> links = new ArrayList<>();
    int cut = waiting.cut();
    int revision = 0;
    if (earlier != null) {
      links.addAll(earlier.links());
      cut += earlier.cut();
      revision = earlier.revision();
    }
    waiting.arrivals().forEach(arrival -> links.add(arrival.span().link()));
    return new ClosedTrace(
        revision, waiting.dueMillis(), cut, waiting.bytes(), links, waiting.cutKeys());
  }
}
