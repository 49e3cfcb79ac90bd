package io.spanline.streams.assembly;

import io.spanline.model.SpanId;
import io.spanline.model.SpanKey;
import io.spanline.model.SpanKind;
import io.spanline.model.TraceId;
import io.spanline.otlp.Decoded;
import io.spanline.otlp.OtlpReader;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Open traces on the heap, every change written through to an ordinary logged store, from which
 * they are read back. A row is one span, never a list of them: rewriting a list of n spans would
 * write n²/2 spans to the changelog.
 */
final class LoggedOpenTraces implements OpenTraces {
  private static final Comparator<OpenTrace> BY_DUE_TIME =
      Comparator.comparingLong(OpenTrace::dueMillis).thenComparing(OpenTrace::traceId);

  // The row of a span that was cut, of which only the key is kept.
  private static final byte[] CUT_SPAN = {0};

  private final KeyValueStore<Bytes, byte[]> rows;
  private final AssemblyRules rules;
  private final Map<TraceId, OpenTrace> byId = new HashMap<>();
  // A trace's place depends on what it holds: it is taken out before a change and put back after.
  private final TreeSet<OpenTrace> byDueTime = new TreeSet<>(BY_DUE_TIME);
  private long spans;

  LoggedOpenTraces(
      KeyValueStore<Bytes, byte[]> rows, ClosedTraces closedTraces, AssemblyRules rules) {
    this.rows = rows;
    this.rules = rules;
    try (KeyValueIterator<Bytes, byte[]> all = rows.all()) {
      while (all.hasNext()) {
        restore(all.next(), closedTraces);
      }
    }
  }

  @Override
  public @Nullable OpenTrace find(TraceId traceId) {
    return byId.get(traceId);
  }

  @Override
  public OpenTrace open(TraceId traceId, @Nullable ClosedTrace earlier) {
    OpenTrace trace = new OpenTrace(traceId, earlier, rules);
    byId.put(traceId, trace);
    return trace;
  }

  @Override
  public void add(OpenTrace trace, OpenTrace.Arrival arrival) {
    rows.put(spanKey(trace.traceId(), arrival.span().key()), spanRow(arrival));
    keep(trace, arrival);
  }

  @Override
  public void cut(OpenTrace trace, SpanKey span, long arrivalMillis) {
    cut(trace, trace.cut() + 1, arrivalMillis);
    rows.put(cutKey(trace.traceId()), cutRow(trace.cut(), arrivalMillis));
    if (trace.rememberCut(span)) {
      rows.put(spanKey(trace.traceId(), span), CUT_SPAN);
    }
  }

  private void cut(OpenTrace trace, int spansCut, long arrivalMillis) {
    byDueTime.remove(trace);
    trace.cut(spansCut, arrivalMillis);
    byDueTime.add(trace);
  }

  @Override
  public void remove(OpenTrace trace) {
    byDueTime.remove(trace);
    byId.remove(trace.traceId());
    spans -= trace.arrivals().size();
    trace.arrivals().forEach(a -> rows.delete(spanKey(trace.traceId(), a.span().key())));
    if (trace.cut() > 0) {
      rows.delete(cutKey(trace.traceId()));
      trace.newlyCut().forEach(span -> rows.delete(spanKey(trace.traceId(), span)));
    }
  }

  @Override
  public @Nullable OpenTrace first() {
    return byDueTime.isEmpty() ? null : byDueTime.first();
  }

  @Override
  public long spans() {
    return spans;
  }

  @Override
  public int traces() {
    return byId.size();
  }

  private void keep(OpenTrace trace, OpenTrace.Arrival arrival) {
    byDueTime.remove(trace);
    trace.add(arrival);
    byDueTime.add(trace);
    spans++;
  }

  private void restore(KeyValue<Bytes, byte[]> row, ClosedTraces closedTraces) {
    ByteBuffer key = ByteBuffer.wrap(row.key.get());
    TraceId traceId = new TraceId(key.getLong(), key.getLong());
    OpenTrace trace = byId.get(traceId);
    if (trace == null) {
      trace = open(traceId, closedTraces.find(traceId));
    }
    ByteBuffer value = ByteBuffer.wrap(row.value);
    if (!key.hasRemaining()) {
      cut(trace, value.getInt(), value.getLong());
    } else if (value.remaining() == CUT_SPAN.length) {
      trace.rememberCut(new SpanKey(new SpanId(key.getLong()), SpanKind.ofNumber(key.get())));
    } else {
      keep(trace, arrival(value));
    }
  }

  private static Bytes spanKey(TraceId traceId, SpanKey span) {
    return Bytes.wrap(
        ByteBuffer.allocate(25)
            .putLong(traceId.high())
            .putLong(traceId.low())
            .putLong(span.spanId().value())
            .put((byte) span.kind().number())
            .array());
  }

  private static byte[] spanRow(OpenTrace.Arrival arrival) {
    byte[] fragment = arrival.span().fragment().toByteArray();
    return ByteBuffer.allocate(16 + fragment.length)
        .putLong(arrival.arrivalMillis())
        .putLong(arrival.timestampMillis())
        .put(fragment)
        .array();
  }

  private static OpenTrace.Arrival arrival(ByteBuffer row) {
    long arrivalMillis = row.getLong();
    long timestampMillis = row.getLong();
    byte[] fragment = new byte[row.remaining()];
    row.get(fragment);
    if (OtlpReader.read(fragment) instanceof Decoded.Spans read && read.spans().size() == 1) {
      return new OpenTrace.Arrival(
          read.spans().get(0), arrivalMillis, timestampMillis, fragment.length);
    }
    throw new IllegalStateException("a row of the open traces is not one span");
  }

  private static Bytes cutKey(TraceId traceId) {
    return Bytes.wrap(
        ByteBuffer.allocate(16).putLong(traceId.high()).putLong(traceId.low()).array());
  }

  private static byte[] cutRow(int cut, long arrivalMillis) {
    return ByteBuffer.allocate(12).putInt(cut).putLong(arrivalMillis).array();
  }
}
