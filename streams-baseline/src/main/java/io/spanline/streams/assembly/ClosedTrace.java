package io.spanline.streams.assembly;

import io.spanline.model.Outcome;
import io.spanline.model.SpanFacts;
import io.spanline.model.SpanId;
import io.spanline.model.SpanKey;
import io.spanline.model.SpanKind;
import io.spanline.model.SpanLink;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The skeleton of an emitted trace: enough to tell a duplicate from a late span, to judge the next
 * revision and to close its calls; 17 bytes a span, some 32 more for an unpaired end.
 *
 * @param revision the last one emitted; 0 where every span was cut
 * @param closedMillis when, by the partition's clock
 * @param spans those of all revisions
 * @param truncated spans that caps cut from all revisions
 * @param bytes what the spans of all revisions took
 * @param links of the spans of all revisions, and of those that were cut as far as remembered
 * @param unpaired ends of calls that wait for the other one, as {@link CallPairing} left them
 */
record ClosedTrace(
    int revision,
    long closedMillis,
    int spans,
    int truncated,
    long bytes,
    List<SpanLink> links,
    List<SpanFacts> unpaired) {
  private static final int HEAD = 32;
  private static final int LINK = 17;
  private static final int REMOTE_PARENT = 0x10;
  private static final int KIND = 0x0f;
  // With the links of the most spans that the rules allow, a row still fits its changelog.
  private static final int MOST_UNPAIRED_BYTES = 3 << 20;

  ClosedTrace {
    links = List.copyOf(links);
    unpaired = List.copyOf(unpaired);
  }

  /** Every span that a further one can be a duplicate of. */
  Set<SpanKey> keys() {
    Set<SpanKey> keys = new HashSet<>();
    links.forEach(link -> keys.add(link.key()));
    return keys;
  }

  /** What is to be said of all revisions together. */
  Outcome outcome() {
    Outcome outcome = Outcome.of(links);
    return truncated == 0 ? outcome : outcome.with(Outcome.Reason.TRUNCATED, truncated);
  }

  byte[] toBytes() {
    byte[] ends = FactsTable.write(unpaired, MOST_UNPAIRED_BYTES);
    ByteBuffer row = ByteBuffer.allocate(HEAD + LINK * links.size() + ends.length);
    row.putLong(closedMillis).putInt(revision).putInt(spans).putInt(truncated).putLong(bytes);
    row.putInt(links.size());
    for (SpanLink link : links) {
      SpanId parent = link.parentId();
      row.putLong(link.key().spanId().value()).putLong(parent == null ? 0 : parent.value());
      row.put((byte) (link.key().kind().number() | (link.parentIsRemote() ? REMOTE_PARENT : 0)));
    }
    return row.put(ends).array();
  }

  static ClosedTrace of(byte[] bytes) {
    ByteBuffer row = ByteBuffer.wrap(bytes);
    final long closedMillis = row.getLong();
    final int revision = row.getInt();
    final int spans = row.getInt();
    final int truncated = row.getInt();
    final long size = row.getLong();
    int count = row.getInt();
    List<SpanLink> links = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      links.add(link(row));
    }
    List<SpanFacts> unpaired = FactsTable.read(row);
    return new ClosedTrace(revision, closedMillis, spans, truncated, size, links, unpaired);
  }

  /** When the trace of a row was closed, without reading all of it. */
  static long closedMillis(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getLong();
  }

  private static SpanLink link(ByteBuffer row) {
    SpanId id = new SpanId(row.getLong());
    long parent = row.getLong();
    int flags = row.get();
    SpanKey key = new SpanKey(id, SpanKind.ofNumber(flags & KIND));
    SpanId parentId = parent == 0 ? null : new SpanId(parent);
    return new SpanLink(key, parentId, (flags & REMOTE_PARENT) != 0);
  }
}
