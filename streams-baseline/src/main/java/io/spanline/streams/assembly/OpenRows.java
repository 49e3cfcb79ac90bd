package io.spanline.streams.assembly;

import io.spanline.model.Outcome;
import io.spanline.model.SpanFacts;
import io.spanline.model.SpanKey;
import io.spanline.model.TraceId;
import io.spanline.otlp.Decoded;
import io.spanline.otlp.OtlpReader;
import io.spanline.streams.store.FactsTable;
import io.spanline.streams.store.RowFormat;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;

/**
 * The rows of open traces as bytes: one for each span that is kept, one for each that was cut, and
 * one a trace for those that were refused.
 */
final class OpenRows {
  /** What a row's value is, by the byte after its format. */
  enum Kind {
    KEPT,
    CUT,
    REFUSED;

    static Kind of(ByteBuffer row) {
      return values()[RowFormat.check(TraceAssemblySupplier.OPEN_TRACES, row).get()];
    }
  }

  private static final int HEAD = 18;
  private static final int TRACE_KEY = 16;
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

  static byte[] kept(Arrival arrival) {
    byte[] fragment = arrival.span().fragment().toByteArray();
    return head(Kind.KEPT, Long.BYTES + fragment.length, arrival.arrivalMillis())
        .putLong(arrival.timestampMillis())
        .putLong(arrival.position())
        .put(fragment)
        .array();
  }

  static byte[] cut(CutSpan span) {
    byte[] facts = FactsTable.write(List.of(span.facts()), Integer.MAX_VALUE);
    return head(Kind.CUT, Integer.BYTES + facts.length, span.arrivalMillis())
        .putLong(span.timestampMillis())
        .putInt(span.bytes())
        .put(facts)
        .array();
  }

  static byte[] refused(Refused spans) {
    return head(Kind.REFUSED, 2 * Integer.BYTES, spans.arrivalMillis())
        .putLong(spans.timestampMillis())
        .putInt(spans.cut().spans())
        .putInt(spans.cut().entrySpans())
        .array();
  }

  /** Reads what {@link #kept} wrote, but for the kind. */
  static Arrival kept(ByteBuffer row) {
    final long arrivalMillis = row.getLong();
    final long timestampMillis = row.getLong();
    final long position = row.getLong();
    byte[] fragment = new byte[row.remaining()];
    row.get(fragment);
    if (OtlpReader.read(fragment) instanceof Decoded.Spans read && read.spans().size() == 1) {
      return Arrival.of(read.spans().get(0), arrivalMillis, timestampMillis, position);
    }
    throw new IllegalStateException("a row of the open traces is not one span");
  }

  /** Reads what {@link #cut} wrote, but for the kind. */
  static CutSpan cut(ByteBuffer row) {
    final long arrivalMillis = row.getLong();
    final long timestampMillis = row.getLong();
    final int bytes = row.getInt();
    SpanFacts facts = FactsTable.read(row).get(0);
    return new CutSpan(facts, bytes, arrivalMillis, timestampMillis);
  }

  /** Reads what {@link #refused} wrote, but for the kind. */
  static Refused refused(ByteBuffer row) {
    final long arrivalMillis = row.getLong();
    final long timestampMillis = row.getLong();
    Outcome.Cut cut = new Outcome.Cut(row.getInt(), row.getInt());
    return new Refused(cut, arrivalMillis, timestampMillis);
  }

  @SuppressWarnings("EnumOrdinal") // a kind's place is its byte: further ones come after these
  private static ByteBuffer head(Kind kind, int bodyBytes, long arrivalMillis) {
    return ByteBuffer.allocate(HEAD + bodyBytes)
        .put(RowFormat.CURRENT)
        .put((byte) kind.ordinal())
        .putLong(arrivalMillis);
  }
}
