package io.spanline.streams.assembly;

import io.spanline.model.SpanKey;
import io.spanline.model.TraceId;
import io.spanline.otlp.SpanReader;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What a restart needs of the open traces of one partition. A young trace is read again from the
 * input; rows hold those that are old or lost a span. A row is one span, never a list of them:
 * rewriting a list of n spans would write n²/2 spans to the changelog. Rows are written once a
 * commit, from what changed: what opened and closed between two commits writes nothing.
 */
final class OpenTraceRows {
  /** Takes what the rows say of a trace. */
  interface Restored {
    OpenTrace open(TraceId traceId, @Nullable RememberedTrace earlier, Consumer<OpenTrace> change);
  }

  private final KeyValueStore<Bytes, byte[]> store;
  private final long youngMillis;
  // The places of the traces without rows, by their first positions.
  private final LogPlaces rowless = new LogPlaces();
  private final Set<LogPlace> changed = new LinkedHashSet<>();
  private final Set<Bytes> gone = new LinkedHashSet<>();
  private long heapBytes;

  OpenTraceRows(KeyValueStore<Bytes, byte[]> store, AssemblyRules rules) {
    this.store = store;
    this.youngMillis = rules.gap().plus(rules.settle()).toMillis();
  }

  /** Hands over what a process before this one wrote. */
  void restore(Restored sink) {
    Map<TraceId, OpenRows.OfTrace> traces = new LinkedHashMap<>();
    SpanReader reader = new SpanReader();
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> row = all.next();
        traces
            .computeIfAbsent(OpenRows.traceId(row.key), id -> new OpenRows.OfTrace())
            .add(ByteBuffer.wrap(row.value), reader);
      }
    }
    traces.forEach(
        (traceId, rows) -> {
          LogPlace place = sink.open(traceId, rows.earlier(), rows::addTo).place();
          place.restored();
          charge(place);
        });
  }

  /** A span was added, for which others were cut, perhaps itself. */
  void added(OpenTrace trace, Arrival arrival, List<CutSpan> cut) {
    addedAgain(trace, arrival);
    LogPlace place = trace.place();
    if (place.isInRows()) {
      place.change(arrival.key());
      cut.forEach(span -> place.change(span.facts().key()));
      changed.add(place);
      charge(place);
    } else if (!cut.isEmpty()) {
      moveToRows(place);
    }
  }

  /** A span was added that is read again after a restart. */
  void addedAgain(OpenTrace trace, Arrival arrival) {
    LogPlace place = trace.place();
    if (place.isNew()) {
      place.firstPosition = arrival.position();
      rowless.add(place);
    }
  }

  /** Further spans were refused, of which only rows know. */
  void refused(OpenTrace trace) {
    moveToRows(trace);
    changed.add(trace.place());
  }

  /** The trace waits no more. */
  void removed(OpenTrace trace) {
    if (!trace.place().isInRows()) {
      takeOut(trace.place());
      return;
    }
    changed.remove(trace.place());
    heapBytes -= trace.place().rowBytes;
    if (trace.place().isStored()) {
      trace.arrivals().forEach(kept -> gone.add(key(trace, kept.key())));
      trace.cutSpans().forEach(cut -> gone.add(key(trace, cut.facts().key())));
      gone.add(OpenRows.traceKey(trace.traceId()));
      gone.add(OpenRows.earlierKey(trace.traceId()));
    }
  }

  /** The position of the first span of a trace without rows; if there is none, another one. */
  long firstPosition(long none) {
    LogPlace oldest = rowless.first();
    return oldest == null ? none : oldest.firstPosition;
  }

  /** The partition's clock when the span at the first position came, likewise. */
  long firstMillis(long none) {
    LogPlace oldest = rowless.first();
    return oldest == null ? none : oldest.trace.firstMillis();
  }

  /** The trace gets rows, if it has none. */
  void moveToRows(OpenTrace trace) {
    if (!trace.place().isInRows()) {
      moveToRows(trace.place());
    }
  }

  /** Every trace gets rows: of what came up to now nothing is read again. */
  void moveAllToRows() {
    age(Long.MAX_VALUE);
  }

  /** Traces that are open for long get rows: by the clock, not by when somebody commits. */
  void age(long nowMillis) {
    LogPlace each = rowless.first();
    for (; each != null && isOld(each, nowMillis); each = rowless.first()) {
      moveToRows(each);
    }
  }

  private boolean isOld(LogPlace place, long nowMillis) {
    return place.trace.firstMillis() + youngMillis < nowMillis;
  }

  /** Makes the rows what the open traces are that need them. */
  void save(long nowMillis) {
    age(nowMillis);
    // First, since a trace may have closed and opened again.
    gone.forEach(store::delete);
    gone.clear();
    changed.forEach(this::save);
    changed.clear();
  }

  private void save(LogPlace place) {
    OpenTrace trace = place.trace;
    RememberedTrace earlier = trace.earlier();
    if (earlier != null && !place.isStored()) {
      store.put(OpenRows.earlierKey(trace.traceId()), OpenRows.earlier(earlier));
    }
    store.put(OpenRows.traceKey(trace.traceId()), OpenRows.trace(trace));
    for (SpanKey span : place.takeChanged()) {
      // A span that is cut is never written whole: no changelog might take it.
      store.put(key(trace, span), OpenRows.span(trace, span));
    }
  }

  /** What the rows take of the heap, where they are besides the traces, by estimate. */
  long heapBytes() {
    return heapBytes;
  }

  private void moveToRows(LogPlace place) {
    takeOut(place);
    place.moveToRows();
    changed.add(place);
    charge(place);
  }

  private void takeOut(LogPlace place) {
    if (!place.isNew()) {
      rowless.remove(place);
    }
  }

  /** A row counts from when it is known to be needed, until its trace waits no more. */
  private void charge(LogPlace place) {
    long bytes = place.trace.rowBytes();
    heapBytes += bytes - place.rowBytes;
    place.rowBytes = bytes;
  }

  private static Bytes key(OpenTrace trace, SpanKey span) {
    return OpenRows.spanKey(trace.traceId(), span);
  }
}
