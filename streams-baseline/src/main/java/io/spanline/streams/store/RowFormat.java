package io.spanline.streams.store;

import java.nio.ByteBuffer;

/**
 * The first byte of every row of assembly's stores, and of the statistics' own. A process that
 * finds another must not guess what the row says: it would lose or invent spans.
 */
public final class RowFormat {
  /** No row began with such a byte before rows had a format. */
  public static final byte CURRENT = 21;

  private RowFormat() {}

  /** Takes the format from a row, which then stands at what it says. */
  public static ByteBuffer check(String store, ByteBuffer row) {
    byte format = row.get();
    if (format != CURRENT) {
      throw new UnknownRowFormatException(store, format);
    }
    return row;
  }
}
