package io.spanline.streams.assembly;

import io.spanline.model.SpanId;
import io.spanline.model.SpanKey;
import io.spanline.model.SpanKind;
import io.spanline.model.SpanLink;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The skeleton of an emitted trace: enough to tell a duplicate from a late span and to judge the
 * next revision, 18 bytes a span.
 *
 * @param revision the last one emitted
 * @param closedMillis when, by the partition's clock
 * @param cut spans that caps cut from all revisions
 * @param bytes what the spans of all revisions took
 * @param links the spans of all revisions
 */
record ClosedTrace(int revision, long closedMillis, int cut, int bytes, List<SpanLink> links) {
  private static final int HEAD = 20;
  private static final int LINK = 18;

  ClosedTrace {
    links = List.copyOf(links);
  }

  byte[] toBytes() {
    ByteBuffer row = ByteBuffer.allocate(HEAD + LINK * links.size());
    row.putInt(revision).putLong(closedMillis).putInt(cut).putInt(bytes);
    for (SpanLink link : links) {
      SpanId parent = link.parentId();
      row.putLong(link.key().spanId().value())
          .put((byte) link.key().kind().number())
          .putLong(parent == null ? 0 : parent.value())
          .put((byte) (link.parentIsRemote() ? 1 : 0));
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
    while (row.hasRemaining()) {
      links.add(link(row));
    }
    return new ClosedTrace(revision, closedMillis, cut, size, links);
  }

  private static SpanLink link(ByteBuffer row) {
    SpanKey key = new SpanKey(new SpanId(row.getLong()), SpanKind.ofNumber(row.get()));
    long parent = row.getLong();
    return new SpanLink(key, parent == 0 ? null : new SpanId(parent), row.get() == 1);
  }
}
