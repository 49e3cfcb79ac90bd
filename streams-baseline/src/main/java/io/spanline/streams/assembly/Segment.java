package io.spanline.streams.assembly;

import io.spanline.model.TraceId;
import io.spanline.streams.store.RowFormat;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.utils.ByteUtils;
import org.jspecify.annotations.Nullable;

/**
 * Skeletons joined in one row, in the order in which their traces were emitted: those between two
 * commits as far as a row takes them, or a large one alone. On the heap it is the same bytes. A
 * skeleton is found by its place in them.
 */
final class Segment {
  /** Room for the head of a row: format, number, generation, times, where the entries end. */
  static final int HEAD = 1 + 2 * Integer.BYTES + 2 * Long.BYTES + Integer.BYTES;

  private static final int NUMBER = 1;
  private static final int GENERATION = NUMBER + Integer.BYTES;
  private static final int BASE_MILLIS = GENERATION + Integer.BYTES;
  private static final int NEWEST_MILLIS = BASE_MILLIS + Long.BYTES;
  private static final int ENTRIES_END = NEWEST_MILLIS + Long.BYTES;
  private static final int TRACE_ID = 2 * Long.BYTES;

  // A row is at most twice that, unless one skeleton is larger.
  private static final int FULL_BYTES = 256 << 10;

  private ByteBuffer row;
  private @Nullable NameTable names = new NameTable();

  /** A segment to add skeletons to, of traces that closed at about that time. */
  Segment(int number, int generation, long baseMillis) {
    row = ByteBuffer.allocate(4_096);
    row.put(RowFormat.CURRENT).putInt(number).putInt(generation);
    row.putLong(baseMillis).putLong(baseMillis).putInt(HEAD);
  }

  /** The segment of a stored row. */
  Segment(byte[] bytes) {
    row = ByteBuffer.wrap(bytes);
    RowFormat.check(TraceAssemblySupplier.CLOSED_TRACES, row);
    names = null;
  }

  int number() {
    return row.getInt(NUMBER);
  }

  /** Positions of another generation say nothing. */
  int generation() {
    return row.getInt(GENERATION);
  }

  /** When the trace closed that closed last. */
  long newestMillis() {
    return row.getLong(NEWEST_MILLIS);
  }

  /** The place of the first entry; the same as {@link #end} if there is none. */
  int start() {
    return HEAD;
  }

  int end() {
    return row.getInt(ENTRIES_END);
  }

  /** The place of the next entry. */
  int next(int place) {
    ByteBuffer entry = row.duplicate().position(place + TRACE_ID);
    int size = ByteUtils.readUnsignedVarint(entry);
    return entry.position() + size;
  }

  boolean isEmpty() {
    return end() == HEAD;
  }

  boolean isFull() {
    return heapBytes() >= FULL_BYTES;
  }

  /** Whether nothing can be added any more. */
  boolean isSealed() {
    return names == null;
  }

  long heapBytes() {
    return isSealed() ? row.capacity() : end() + (long) names().size();
  }

  /** Adds what is known of a trace, and returns its place. */
  int add(TraceId traceId, long closedMillis, ByteBuffer said) {
    final int place = end();
    int needed = TRACE_ID + 5 + said.remaining();
    if (place + needed > row.capacity()) {
      byte[] larger = Arrays.copyOf(row.array(), Math.max(2 * row.capacity(), place + needed));
      row = ByteBuffer.wrap(larger);
    }
    row.position(place);
    row.putLong(traceId.high()).putLong(traceId.low());
    ByteUtils.writeUnsignedVarint(said.remaining(), row);
    row.put(said);
    row.putInt(ENTRIES_END, row.position());
    row.putLong(NEWEST_MILLIS, Math.max(newestMillis(), closedMillis));
    return place;
  }

  /** The names of what is added. */
  NameTable names() {
    if (names == null) {
      throw new IllegalStateException("segment %d is sealed".formatted(number()));
    }
    return names;
  }

  /** Ends the adding. */
  byte[] seal() {
    if (names != null) {
      ByteBuffer sealed = ByteBuffer.allocate(end() + names.size());
      sealed.put(row.array(), 0, end());
      names.writeTo(sealed);
      row = sealed;
      names = null;
    }
    return row.array();
  }

  TraceId traceId(int place) {
    return new TraceId(high(place), low(place));
  }

  long high(int place) {
    return row.getLong(place);
  }

  long low(int place) {
    return row.getLong(place + Long.BYTES);
  }

  /** What was said of the trace at a place. */
  SkeletonBytes skeleton(int place) {
    ByteBuffer said = row.duplicate().position(place + TRACE_ID);
    int size = ByteUtils.readUnsignedVarint(said);
    said.limit(said.position() + size);
    List<String> known = names == null ? new NameTable.Written(row.array(), end()) : names.names();
    return new SkeletonBytes(said, baseMillis(), known);
  }

  long baseMillis() {
    return row.getLong(BASE_MILLIS);
  }
}
