package io.spanline.streams.assembly;

import io.spanline.api.PartitionFigures;
import io.spanline.model.Span;
import io.spanline.model.SpanKey;
import io.spanline.model.SpanLink.Ending;
import io.spanline.model.TraceId;
import io.spanline.streams.intake.Intake;
import io.spanline.topic.Ledger;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Assembly of one partition: which trace a span belongs to, and when a trace is emitted. Whatever
 * it decides, it decides by the partition's clock, so that a lag of an hour changes nothing.
 */
final class PartitionAssembler {

  /** What the task of the partition remembers, each part in a store of its own. */
  record Memory(
      OpenTraceRows rows, OpenTraces open, RememberedTraces closed, PartitionAccount account) {}

  /**
   * Takes what is emitted of a trace, with the timestamp of its record. The trace can be asked
   * until it returns: then its spans' bytes are used for others.
   */
  interface Output {
    void emit(TraceId traceId, AssemblyOutput.Emitted emitted, long timestampMillis);
  }

  // A record opens one trace as a rule, so that closing a few keeps pace and none waits for many.
  private static final int CLOSED_PER_RECORD = 16;
  // Some 50 ms of work: a tick must not keep the thread from its records and its transaction.
  private static final int CLOSED_PER_TICK = 2_000;

  private final PartitionClock clock;
  private final OpenTraceRows rows;
  private final OpenTraces open;
  private final RememberedTraces closed;
  private final PartitionAccount account;
  private final RecordSize size;
  private final Output output;
  private final InputTrail trail;
  // That of the next span: every span before it was placed.
  private long next;
  private boolean hasReceived;
  private long traces;
  private long revisions;
  private long evicted;

  PartitionAssembler(PartitionClock clock, Memory memory, RecordSize size, Output output) {
    this.clock = clock;
    this.rows = memory.rows();
    this.open = memory.open();
    this.closed = memory.closed();
    this.account = memory.account();
    this.trail = account.trail();
    this.next = trail.next();
    this.size = size;
    this.output = output;
  }

  /**
   * Takes what was read of a record.
   *
   * @param position of its first span
   */
  void receive(Intake intake, long position, long timestampMillis) {
    if (position < next || (position > next && !hasReceived)) {
      moved();
    }
    hasReceived = true;
    next = position;
    clock.record(timestampMillis);
    closeDue(CLOSED_PER_RECORD);
    rows.age(clock.now());
    if (intake instanceof Intake.Undecodable) {
      account.recordDead();
    } else if (intake instanceof Intake.DecodedRecord record) {
      account.recordDecoded(record);
      List<Span> spans = record.spans();
      for (int i = 0; i < spans.size(); i++) {
        place(spans.get(i), timestampMillis);
        next++;
        evictExcess();
      }
    }
    next = Position.after(position);
    trail.reached(next);
  }

  /** Some time has passed, and no record is left to read. */
  void idles(long wallMillis) {
    long before = clock.now();
    clock.idles();
    if (open.traces() == 0 && closed.isEmpty()) {
      clock.holdsNothing(wallMillis);
    }
    if (clock.now() != before) {
      trail.idled(clock.now());
    }
    if (clock.now() != before || closeIsBehind()) {
      closeDue(CLOSED_PER_TICK);
    }
  }

  /** Some time has passed, and records may be left to read. */
  void lags() {
    clock.lags();
    if (closeIsBehind()) {
      closeDue(CLOSED_PER_TICK);
    }
  }

  /** Somebody set the group's offsets: what is open cannot be found by its positions. */
  private void moved() {
    rows.moveAllToRows();
    closed.resetPositions();
    trail.reset();
  }

  /** Stores what a restart must know, in the transaction that is about to be committed. */
  void save() {
    if (trail.isTooLong(rows.firstPosition(next)) || closed.holdTooMuch()) {
      rows.moveAllToRows();
    }
    rows.save(clock.now());
    long from = rows.firstPosition(next);
    closed.save(from);
    trail.save(from, rows.firstMillis(clock.now()), closed.horizonMillis());
    account.save(clock.now());
  }

  /** The account, and the time before which nothing is left to decide. */
  Ledger ledger() {
    return account.ledger(open, watermarkMillis());
  }

  private long watermarkMillis() {
    OpenTrace first = open.firstDue();
    return first == null ? clock.now() : Math.min(clock.now(), first.dueMillis());
  }

  private void place(Span span, long timestampMillis) {
    SpanKey key = span.key();
    Known known = known(span.traceId());
    Ending copy = known.ending(key);
    if (copy == Ending.ENDED || (copy != null && span.link().isUnfinished())) {
      account.spanDuplicate();
      return;
    }
    Arrival arrival = new Arrival(span, clock.now(), timestampMillis, next);
    OpenTrace trace = known.opened(open, arrival);
    if (trace != null && trace.awaits(key)) {
      // The copy that has not ended goes for this one.
      account.spanDuplicate();
      account.spansTruncated(open.add(trace, arrival));
    } else if (trace != null && trace.takes(arrival)) {
      account.spansTruncated(open.add(trace, arrival));
    } else if (copy != null) {
      account.spanDuplicate();
      settled(span.traceId(), trace);
    } else {
      countAlone(span.traceId(), trace, arrival);
    }
  }

  /** What is known of a trace now; one that is due is closed first. */
  private Known known(TraceId traceId) {
    OpenTrace trace = open.find(traceId);
    if (trace != null) {
      if (trace.dueMillis() > clock.now()) {
        return new Known.Open(trace);
      }
      close(trace);
    }
    RememberedRow earlier = closed.recall(traceId, clock.now(), next);
    return earlier == null ? new Known.New(traceId) : new Known.Remembered(traceId, earlier);
  }

  /** Counts a span at once that its trace does not remember; its calls find no answer. */
  private void countAlone(TraceId traceId, @Nullable OpenTrace trace, Arrival arrival) {
    if (trace != null) {
      open.refuse(trace, arrival);
    }
    account.spansTruncated(1);
    settled(traceId, trace);
    Contribution alone = Emission.alone(arrival.facts());
    output.emit(
        traceId, new AssemblyOutput.Emitted(null, alone, clock.now()), arrival.timestampMillis());
  }

  /** The span at hand waits for nothing: a restart must not ask again what becomes of it. */
  private void settled(TraceId traceId, @Nullable OpenTrace trace) {
    if (trace == null) {
      closed.settle(traceId, clock.now(), next + 1);
    } else {
      rows.moveToRows(trace);
    }
  }

  private boolean closeIsBehind() {
    OpenTrace first = open.firstDue();
    return first != null && first.dueMillis() <= clock.now();
  }

  private void closeDue(int most) {
    for (int i = 0; i < most && closeIsBehind(); i++) {
      close(Objects.requireNonNull(open.firstDue()));
    }
    closed.forget(clock.now(), next);
  }

  /** Before the next span is looked at: typically one span makes room by one eviction. */
  private void evictExcess() {
    for (OpenTrace oldest = open.excess(); oldest != null; oldest = open.excess()) {
      if (oldest.dueMillis() <= clock.now()) {
        close(oldest);
      } else {
        evicted++;
        emit(oldest, Emission.evicted(oldest, size, clock.now()));
      }
    }
  }

  private void close(OpenTrace waiting) {
    emit(waiting, Emission.due(waiting, size, clock.now()));
  }

  /** Emits what came since the last emission, and remembers the trace without its spans. */
  private void emit(OpenTrace waiting, Emission emission) {
    account.spansEmitted(emission.spans());
    account.spansTruncated(emission.cut());
    closed.remember(waiting.traceId(), emission.skeleton(), next);
    if (emission.trace() != null) {
      traces += emission.trace().revision() == 1 ? 1 : 0;
      revisions += emission.trace().revision() == 1 ? 0 : 1;
    }
    if (!emission.isEmpty()) {
      output.emit(
          waiting.traceId(),
          new AssemblyOutput.Emitted(emission.trace(), emission.contribution(), clock.now()),
          waiting.timestampMillis());
    }
    open.remove(waiting);
    emission.letGo();
  }

  /** What is held now, and what was done so far. */
  PartitionFigures figures() {
    return new PartitionFigures(
        account.partition(),
        open.traces(),
        open.spans(),
        open.heapBytes(),
        closed.traces(),
        traces,
        revisions,
        evicted,
        closed.forgotten(),
        Instant.ofEpochMilli(clock.now()));
  }
}
