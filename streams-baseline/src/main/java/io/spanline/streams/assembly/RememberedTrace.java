package io.spanline.streams.assembly;

import io.spanline.model.Outcome;
import io.spanline.model.SpanId;
import io.spanline.model.SpanKey;
import io.spanline.model.SpanKind;
import io.spanline.model.SpanLink;
import io.spanline.streams.store.FactsTable;
import io.spanline.streams.store.RowFormat;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The skeleton of an emitted trace: enough to tell a duplicate from a late span, to judge the next
 * revision and to close its calls; 17 bytes a span, some 34 more for an unpaired end.
 *
 * @param revision the last one emitted; 0 where every span was cut
 * @param closedMillis when, by the partition's clock
 * @param spans those of all revisions
 * @param truncated spans that caps cut from all revisions
 * @param bytes what the spans of all revisions took
 * @param links of the spans of all revisions, and of those that were cut as far as remembered, in
 *     the order of their keys
 * @param unpaired ends of calls that wait for the other one, as {@link CallPairing} left them
 */
record RememberedTrace(
    int revision,
    long closedMillis,
    int spans,
    int truncated,
    long bytes,
    List<SpanLink> links,
    List<CallEnd> unpaired) {
  private static final Comparator<SpanLink> BY_KEY =
      Comparator.<SpanLink>comparingLong(link -> link.key().spanId().value())
          .thenComparingInt(link -> link.key().kind().number());
  // With the links of the most spans that the rules allow, a row still fits its changelog.
  private static final int MOST_UNPAIRED_BYTES = 3 << 20;

  RememberedTrace {
    links = links.stream().sorted(BY_KEY).toList();
    unpaired = List.copyOf(unpaired);
  }

  /** The outcome of all revisions together. */
  Outcome outcome() {
    Outcome outcome = Outcome.of(links);
    return truncated == 0 ? outcome : outcome.without(new Outcome.Cut(truncated, 0));
  }

  byte[] toBytes() {
    byte[] ends = CallEnds.write(unpaired, MOST_UNPAIRED_BYTES);
    ByteBuffer row =
        ByteBuffer.allocate(RememberedRow.HEAD + RememberedRow.LINK * links.size() + ends.length);
    row.put(RowFormat.CURRENT).putLong(closedMillis).putInt(revision);
    row.putInt(spans).putInt(truncated).putLong(bytes).putInt(links.size()).putInt(unpaired.size());
    for (SpanLink link : links) {
      SpanId parent = link.parentId();
      row.putLong(link.key().spanId().value()).putLong(parent == null ? 0 : parent.value());
      row.put((byte) FactsTable.linkBits(link));
    }
    return row.put(ends).array();
  }

  static RememberedTrace of(byte[] bytes) {
    ByteBuffer row = RowFormat.check(TraceAssemblySupplier.CLOSED_TRACES, ByteBuffer.wrap(bytes));
    int count = row.getInt(RememberedRow.LINKS);
    row.position(RememberedRow.HEAD);
    List<SpanLink> links = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      links.add(link(row));
    }
    return new RememberedTrace(
        row.getInt(RememberedRow.REVISION),
        row.getLong(RememberedRow.CLOSED_MILLIS),
        row.getInt(RememberedRow.SPANS),
        row.getInt(RememberedRow.TRUNCATED),
        row.getLong(RememberedRow.SPAN_BYTES),
        links,
        CallEnds.read(row));
  }

  private static SpanLink link(ByteBuffer row) {
    SpanId id = new SpanId(row.getLong());
    long parent = row.getLong();
    int flags = row.get();
    SpanKey key = new SpanKey(id, SpanKind.ofNumber(flags & RememberedRow.KIND));
    SpanId parentId = parent == 0 ? null : new SpanId(parent);
    return new SpanLink(key, parentId, FactsTable.parentPlace(flags));
  }
}
