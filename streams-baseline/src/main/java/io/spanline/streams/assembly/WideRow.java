package io.spanline.streams.assembly;

import io.spanline.model.CutPlace;
import io.spanline.model.SpanId;
import io.spanline.model.SpanKey;
import io.spanline.model.SpanKind;
import io.spanline.model.SpanLink.Ending;
import io.spanline.streams.store.FactsTable;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The row of a trace of many spans: links of one size in the order of their keys, so that a span is
 * found in few steps, and names of its own.
 */
final class WideRow implements RememberedRow {
  static final int CLOSED_MILLIS = 1;
  static final int REVISION = CLOSED_MILLIS + Long.BYTES;
  static final int SPANS = REVISION + Integer.BYTES;
  static final int TRUNCATED = SPANS + Integer.BYTES;
  static final int TRUNCATED_ENTRIES = TRUNCATED + Integer.BYTES;
  static final int SPAN_BYTES = TRUNCATED_ENTRIES + Integer.BYTES;
  static final int LAST_CUT = SPAN_BYTES + Long.BYTES;
  private static final int CUT_PLACE = 1 + Integer.BYTES + Long.BYTES + 1;
  static final int LINKS = LAST_CUT + CUT_PLACE;
  static final int UNPAIRED = LINKS + Integer.BYTES;
  static final int HEAD = UNPAIRED + Integer.BYTES;
  // Id and parent, what else the link says, then the service.
  static final int LINK_BITS = 2 * Long.BYTES;
  static final int LINK = LINK_BITS + 1 + Short.BYTES;

  private static final byte NO_RANK = -1;

  private final ByteBuffer row;

  /** Reads the bytes of a trace; the first of them is the first that the buffer holds. */
  WideRow(ByteBuffer row) {
    this.row = row;
  }

  @SuppressWarnings("EnumOrdinal") // the ranks stand in the order of the cut
  static void putCutPlace(ByteBuffer row, @Nullable CutPlace place) {
    if (place == null) {
      row.put(NO_RANK).putInt(0).putLong(0).put(NO_RANK);
      return;
    }
    row.put((byte) place.rank().ordinal());
    row.putInt(place.bytes()).putLong(place.key().spanId().value());
    row.put((byte) place.key().kind().number());
  }

  @SuppressWarnings("EnumOrdinal") // see above
  static @Nullable CutPlace cutPlace(ByteBuffer row) {
    byte rank = row.get();
    if (rank == NO_RANK) {
      return null;
    }
    int bytes = row.getInt();
    SpanKey key = new SpanKey(new SpanId(row.getLong()), SpanKind.ofNumber(row.get()));
    return new CutPlace(CutPlace.Rank.values()[rank], bytes, key);
  }

  @Override
  public long closedMillis() {
    return row.getLong(CLOSED_MILLIS);
  }

  @Override
  public int spans() {
    return row.getInt(SPANS);
  }

  @Override
  public long spanBytes() {
    return row.getLong(SPAN_BYTES);
  }

  @Override
  public @Nullable CutPlace lastCut() {
    return cutPlace(row.duplicate().position(LAST_CUT));
  }

  @Override
  public int links() {
    return row.getInt(LINKS);
  }

  @Override
  public int unpaired() {
    return row.getInt(UNPAIRED);
  }

  @Override
  public @Nullable Ending ending(SpanKey key) {
    int low = 0;
    int high = links() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = compare(HEAD + middle * LINK, key);
      if (order == 0) {
        return FactsTable.ending(row.get(HEAD + middle * LINK + LINK_BITS));
      }
      low = order < 0 ? middle + 1 : low;
      high = order < 0 ? high : middle - 1;
    }
    return null;
  }

  @Override
  public RememberedTrace trace() {
    return RememberedTrace.of(row.duplicate());
  }

  private int compare(int link, SpanKey key) {
    int byId = Long.compare(row.getLong(link), key.spanId().value());
    int kind = row.get(link + LINK_BITS) & FactsTable.KIND;
    return byId == 0 ? Integer.compare(kind, key.kind().number()) : byId;
  }
}
