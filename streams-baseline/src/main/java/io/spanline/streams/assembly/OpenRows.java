package io.spanline.streams.assembly;

import io.spanline.model.Outcome;
import io.spanline.model.SpanFacts;
import io.spanline.model.SpanKey;
import io.spanline.model.TraceId;
import io.spanline.otlp.Decoded;
import io.spanline.otlp.SpanReader;
import io.spanline.streams.store.FactsTable;
import io.spanline.streams.store.RowFormat;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The rows of open traces as bytes: one for each span that is kept, one for each that was cut, and
 * of a trace one for what else it knows, and one for the revisions before.
 */
final class OpenRows {
  /** What a row's value is, by the byte after its format. */
  enum Kind {
    KEPT,
    CUT,
    TRACE,
    EARLIER;

    static Kind of(ByteBuffer row) {
      return values()[RowFormat.check(TraceAssemblySupplier.OPEN_TRACES, row).get()];
    }
  }

  private static final int TRACE_KEY = 16;
  private static final int EARLIER_KEY = 17;
  private static final int SPAN_KEY = 25;

  private OpenRows() {}

  static Bytes spanKey(TraceId traceId, SpanKey span) {
    return Bytes.wrap(
        ByteBuffer.allocate(SPAN_KEY)
            .putLong(traceId.high())
            .putLong(traceId.low())
            .putLong(span.spanId().value())
            .put((byte) span.kind().number())
            .array());
  }

  static Bytes traceKey(TraceId traceId) {
    return Bytes.wrap(
        ByteBuffer.allocate(TRACE_KEY).putLong(traceId.high()).putLong(traceId.low()).array());
  }

  /** The trace of a row's key. */
  static TraceId traceId(Bytes key) {
    ByteBuffer bytes = ByteBuffer.wrap(key.get());
    return new TraceId(bytes.getLong(), bytes.getLong());
  }

  static Bytes earlierKey(TraceId traceId) {
    return Bytes.wrap(
        ByteBuffer.allocate(EARLIER_KEY).putLong(traceId.high()).putLong(traceId.low()).array());
  }

  /** The row of a span that the trace has, be it kept or cut. */
  static byte[] span(OpenTrace trace, SpanKey key) {
    CutSpan cut = trace.cut(key);
    return cut == null ? kept(Objects.requireNonNull(trace.kept(key))) : cut(cut);
  }

  private static byte[] kept(Arrival arrival) {
    byte[] fragment = arrival.span().fragmentBytes();
    return head(Kind.KEPT, Long.BYTES + fragment.length, arrival.arrivalMillis())
        .putLong(arrival.timestampMillis())
        .putLong(arrival.position())
        .put(fragment)
        .array();
  }

  private static byte[] cut(CutSpan span) {
    byte[] facts = FactsTable.write(List.of(span.facts()), Integer.MAX_VALUE);
    return head(Kind.CUT, Integer.BYTES + facts.length, span.arrivalMillis())
        .putLong(span.timestampMillis())
        .putInt(span.bytes())
        .put(facts)
        .array();
  }

  /** What a trace's spans do not say: a copy that has ended took the place of an earlier one. */
  static byte[] trace(OpenTrace trace) {
    Outcome.Cut refused = trace.refused().cut();
    return head(Kind.TRACE, 2 * Long.BYTES + 2 * Integer.BYTES, trace.lastMillis())
        .putLong(trace.timestampMillis())
        .putLong(trace.firstMillis())
        .putLong(trace.oldestMillis())
        .putInt(refused.spans())
        .putInt(refused.entrySpans())
        .array();
  }

  static byte[] earlier(RememberedTrace trace) {
    byte[] skeleton = trace.toBytes();
    return start(Kind.EARLIER, skeleton.length).put(skeleton).array();
  }

  /** Reads what {@link #kept} wrote, but for the kind. */
  private static Arrival kept(ByteBuffer row, SpanReader reader) {
    final long arrivalMillis = row.getLong();
    final long timestampMillis = row.getLong();
    final long position = row.getLong();
    byte[] fragment = rest(row);
    if (reader.read(fragment) instanceof Decoded.Spans read && read.spans().size() == 1) {
      return new Arrival(read.spans().get(0), arrivalMillis, timestampMillis, position);
    }
    throw new IllegalStateException("a row of the open traces is not one span");
  }

  /** Reads what {@link #cut} wrote, but for the kind. */
  private static CutSpan cut(ByteBuffer row) {
    final long arrivalMillis = row.getLong();
    final long timestampMillis = row.getLong();
    final int bytes = row.getInt();
    SpanFacts facts = FactsTable.read(row).get(0);
    return new CutSpan(facts, bytes, arrivalMillis, timestampMillis);
  }

  /** Reads what {@link #trace} wrote, but for the kind: the first that came, then the last. */
  private static List<Refused> trace(ByteBuffer row) {
    final long last = row.getLong();
    final long timestamp = row.getLong();
    final long first = row.getLong();
    final long oldest = row.getLong();
    Outcome.Cut cut = new Outcome.Cut(row.getInt(), row.getInt());
    return List.of(new Refused(cut, first, oldest), new Refused(cut, last, timestamp));
  }

  private static ByteBuffer head(Kind kind, int bodyBytes, long arrivalMillis) {
    return start(kind, Long.BYTES + Long.BYTES + bodyBytes).putLong(arrivalMillis);
  }

  @SuppressWarnings("EnumOrdinal") // a kind's place is its byte: further ones come after these
  private static ByteBuffer start(Kind kind, int bytes) {
    return ByteBuffer.allocate(2 + bytes).put(RowFormat.CURRENT).put((byte) kind.ordinal());
  }

  /** The rows of one trace, in whatever order they are read. */
  static final class OfTrace {
    private final List<Arrival> kept = new ArrayList<>();
    private final List<CutSpan> cut = new ArrayList<>();
    private List<Refused> refused = List.of();
    private @Nullable RememberedTrace earlier;

    void add(ByteBuffer row, SpanReader reader) {
      switch (Kind.of(row)) {
        case KEPT -> kept.add(kept(row, reader));
        case CUT -> cut.add(cut(row));
        case TRACE -> refused = trace(row);
        case EARLIER -> earlier = RememberedTrace.of(row.slice());
      }
    }

    /** The revisions before the open one; null if there were none. */
    @Nullable RememberedTrace earlier() {
      return earlier;
    }

    /** Adds the spans to the trace, in the order in which they came. */
    void addTo(OpenTrace trace) {
      kept.sort(Comparator.comparingLong(Arrival::position));
      kept.forEach(trace::add);
      cut.forEach(trace::addCut);
      refused.forEach(trace::refused);
    }
  }

  private static byte[] rest(ByteBuffer row) {
    byte[] rest = new byte[row.remaining()];
    row.get(rest);
    return rest;
  }
}
