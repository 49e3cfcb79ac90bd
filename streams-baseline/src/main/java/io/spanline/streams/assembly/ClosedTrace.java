package io.spanline.streams.assembly;

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
 * The skeleton of an emitted trace: enough to tell a duplicate from a late span and to judge the
 * next revision, 18 bytes a span.
 *
 * @param revision the last one emitted; 0 where every span was cut
 * @param closedMillis when, by the partition's clock
 * @param cut spans that caps cut from all revisions
 * @param bytes what the spans of all revisions took
 * @param links the spans of all revisions
 * @param cutKeys the first of those that caps cut, to know their duplicates
 */
record ClosedTrace(
    int revision,
    long closedMillis,
    int cut,
    int bytes,
    List<SpanLink> links,
    Set<SpanKey> cutKeys) {
  private static final int HEAD = 20;
  private static final int LINK = 18;
  // The last byte of a link.
  private static final byte LOCAL_PARENT = 0;
  private static final byte REMOTE_PARENT = 1;
  private static final byte CUT = 2;

  ClosedTrace {
    links = List.copyOf(links);
    cutKeys = Set.copyOf(cutKeys);
  }

  /**
   * This skeleton once its next revision was emitted, or was not, as no span of it fitted a record.
   *
   * @param spansCut what no record could hold; their links stay, by which duplicates are known
   */
  ClosedTrace after(int nextRevision, int spansEmitted, int spansCut) {
    return new ClosedTrace(
        spansEmitted > 0 ? nextRevision : revision,
        closedMillis,
        cut + spansCut,
        bytes,
        links,
        cutKeys);
  }

  /** Every span that a further one can be a duplicate of. */
  Set<SpanKey> keys() {
    Set<SpanKey> keys = new HashSet<>(cutKeys);
    links.forEach(link -> keys.add(link.key()));
    return keys;
  }

  byte[] toBytes() {
    ByteBuffer row = ByteBuffer.allocate(HEAD + LINK * (links.size() + cutKeys.size()));
    row.putInt(revision).putLong(closedMillis).putInt(cut).putInt(bytes);
    for (SpanLink link : links) {
      SpanId parent = link.parentId();
      put(row, link.key(), parent == null ? 0 : parent.value());
      row.put(link.parentIsRemote() ? REMOTE_PARENT : LOCAL_PARENT);
    }
    for (SpanKey key : cutKeys) {
      put(row, key, 0);
      row.put(CUT);
    }
    return row.array();
  }

  static ClosedTrace of(byte[] bytes) {
    ByteBuffer row = ByteBuffer.wrap(bytes);
    int revision = row.getInt();
    long closedMillis = row.getLong();
    int cut = row.getInt();
    int size = row.getInt();
    List<SpanLink> links = new ArrayList<>(row.remaining() / LINK);
    Set<SpanKey> cutKeys = new HashSet<>();
    while (row.hasRemaining()) {
      SpanKey key = new SpanKey(new SpanId(row.getLong()), SpanKind.ofNumber(row.get()));
      long parent = row.getLong();
      byte what = row.get();
      if (what == CUT) {
        cutKeys.add(key);
      } else {
        SpanId parentId = parent == 0 ? null : new SpanId(parent);
        links.add(new SpanLink(key, parentId, what == REMOTE_PARENT));
      }
    }
    return new ClosedTrace(revision, closedMillis, cut, size, links, cutKeys);
  }

  private static void put(ByteBuffer row, SpanKey key, long parent) {
    row.putLong(key.spanId().value()).put((byte) key.kind().number()).putLong(parent);
  }
}
