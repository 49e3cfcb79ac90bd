package io.spanline.streams.assembly;

import io.spanline.model.CutPlace;
import io.spanline.model.Linked;
import io.spanline.model.Outcome;
import io.spanline.model.SpanLink;
import io.spanline.streams.store.FactsTable;
import io.spanline.streams.store.RowFormat;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The skeleton of an emitted trace: enough to tell a duplicate from a late span, to judge the next
 * revision and to close its calls; 19 bytes a span, some 38 more for an unpaired end.
 *
 * @param revision the last one emitted; 0 where every span was cut
 * @param closedMillis when, by the partition's clock
 * @param spans those of all revisions
 * @param cut what caps cut from all revisions
 * @param bytes what the spans of all revisions took
 * @param lastCut no span before it in the order of the cut is kept in a later revision
 * @param links of the spans of all revisions, and of those that were cut as far as remembered, in
 *     the order of their keys
 * @param unpaired what a later revision may say more of, as {@link CallPairing} left it
 */
record RememberedTrace(
    int revision,
    long closedMillis,
    int spans,
    Outcome.Cut cut,
    long bytes,
    @Nullable CutPlace lastCut,
    List<? extends Linked> links,
    List<CallEnd> unpaired) {
  // With the links of the most spans that the rules allow, a row still fits its changelog.
  private static final int MOST_UNPAIRED_BYTES = 3 << 20;

  RememberedTrace {
    Linked[] sorted = links.toArray(Linked[]::new);
    Arrays.sort(sorted, RememberedTrace::compareKeys);
    links = Collections.unmodifiableList(Arrays.asList(sorted));
    unpaired = List.copyOf(unpaired);
  }

  private static int compareKeys(Linked one, Linked other) {
    int byId = Long.compare(one.spanIdValue(), other.spanIdValue());
    return byId == 0 ? one.kind().compareTo(other.kind()) : byId;
  }

  /** The outcome of all revisions together. */
  Outcome outcome() {
    return RememberedSpan.outcome(links, cut);
  }

  /** As a {@link WideRow}. */
  byte[] toBytes() {
    ServiceNames services = new ServiceNames();
    links.forEach(span -> services.number(span.service()));
    byte[] ends = CallEnds.write(unpaired, MOST_UNPAIRED_BYTES);
    int linkBytes = WideRow.LINK * links.size();
    ByteBuffer row = ByteBuffer.allocate(WideRow.HEAD + linkBytes + services.size() + ends.length);
    row.put(RowFormat.CURRENT).putLong(closedMillis).putInt(revision);
    row.putInt(spans).putInt(cut.spans()).putInt(cut.entrySpans()).putLong(bytes);
    WideRow.putCutPlace(row, lastCut);
    row.putInt(links.size()).putInt(unpaired.size());
    for (Linked span : links) {
      row.putLong(span.spanIdValue()).putLong(span.parentIdValue());
      row.put((byte) FactsTable.linkBits(span.link())).putShort(services.number(span.service()));
    }
    services.writeTo(row);
    return row.put(ends).array();
  }

  /** Reads what {@link #toBytes} wrote. */
  static RememberedTrace of(ByteBuffer row) {
    RowFormat.check(TraceAssemblySupplier.CLOSED_TRACES, row);
    int count = row.getInt(WideRow.LINKS);
    ByteBuffer linkRows = row.duplicate().position(WideRow.HEAD);
    row.position(WideRow.HEAD + WideRow.LINK * count);
    List<String> services = ServiceNames.read(row);
    List<RememberedSpan> links = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      SpanLink link = FactsTable.link(linkRows.getLong(), linkRows.getLong(), linkRows.get());
      String service = services.get(Short.toUnsignedInt(linkRows.getShort()));
      links.add(new RememberedSpan(link, service));
    }
    return new RememberedTrace(
        row.getInt(WideRow.REVISION),
        row.getLong(WideRow.CLOSED_MILLIS),
        row.getInt(WideRow.SPANS),
        new Outcome.Cut(row.getInt(WideRow.TRUNCATED), row.getInt(WideRow.TRUNCATED_ENTRIES)),
        row.getLong(WideRow.SPAN_BYTES),
        new WideRow(row).lastCut(),
        links,
        CallEnds.read(row));
  }
}
