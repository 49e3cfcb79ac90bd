package io.spanline.streams.assembly;

import io.spanline.model.SpanKey;
import io.spanline.model.TraceId;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The open traces of one partition in an ordinary logged store, from which a restart reads them
 * back. A row is one span, never a list of them: rewriting a list of n spans would write n²/2 spans
 * to the changelog.
 */
final class OpenTraceRows {
  /** Takes what a row says of a trace, as a change of the trace. */
  interface Restored {
    void accept(TraceId traceId, Consumer<OpenTrace> change);
  }

  private final KeyValueStore<Bytes, byte[]> store;

  OpenTraceRows(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /** Hands over what a process before this one wrote. */
  void restore(Restored sink) {
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      all.forEachRemaining(row -> restore(row, sink));
    }
  }

  /** A span was added, for which others were cut, perhaps itself. */
  void added(OpenTrace trace, Arrival arrival, List<CutSpan> cut) {
    cut.forEach(span -> store.put(key(trace, span.facts().key()), OpenRows.cut(span)));
    // A span that is cut at once is never written whole: no changelog might take it.
    boolean isCut = trace.isCut(arrival.key());
    store.put(
        key(trace, arrival.key()), isCut ? OpenRows.cut(arrival.cut()) : OpenRows.kept(arrival));
  }

  /** Further spans were refused. */
  void refused(OpenTrace trace) {
    store.put(OpenRows.traceKey(trace.traceId()), OpenRows.refused(trace.refused()));
  }

  /** The trace waits no more. */
  void removed(OpenTrace trace) {
    trace.arrivals().forEach(kept -> store.delete(key(trace, kept.key())));
    trace.cutSpans().forEach(cut -> store.delete(key(trace, cut.facts().key())));
    if (trace.refused().cut().spans() > 0) {
      store.delete(OpenRows.traceKey(trace.traceId()));
    }
  }

  private static void restore(KeyValue<Bytes, byte[]> row, Restored sink) {
    ByteBuffer value = ByteBuffer.wrap(row.value);
    OpenRows.Kind kind = OpenRows.Kind.of(value);
    sink.accept(
        OpenRows.traceId(row.key),
        trace -> {
          switch (kind) {
            case KEPT -> trace.add(OpenRows.kept(value));
            case CUT -> trace.addCut(OpenRows.cut(value));
            case REFUSED -> trace.refused(OpenRows.refused(value));
          }
        });
  }

  private static Bytes key(OpenTrace trace, SpanKey span) {
    return OpenRows.spanKey(trace.traceId(), span);
  }
}
