package io.spanline.capture;

import io.spanline.model.TraceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The records of a spool in the order they came, by number, and those of a trace in a chain. Arrays
 * of numbers, 65 to 75 bytes a record: objects would take three times that.
 */
final class RecordIndex {
  static final int NONE = -1;

  private static final int PAGE_BITS = 12;
  private static final int PAGE_MASK = (1 << PAGE_BITS) - 1;

  // The fields of a record. The last two are its trace's last record, in the first one alone, and
  // the trace's next one.
  private static final int ID_HIGH = 0;
  private static final int ID_LOW = 1;
  private static final int START = 2;
  private static final int POSITION = 3;
  private static final int SIZES = 4;
  private static final int SOURCE = 5;
  private static final int CHAIN = 6;
  private static final int FIELDS = 7;
  private static final int OFFSET_BITS = 48;

  private static final long NANOS = 1_000_000_000L;

  private final List<long[]> pages = new ArrayList<>();
  // The first record of each trace, by the trace's id; open addressing.
  private int[] table = emptyTable(1 << 12);
  private int size;
  private int traces;

  int size() {
    return size;
  }

  int traces() {
    return traces;
  }

  void add(SpooledRecord record) {
    int number = size++;
    if ((number & PAGE_MASK) == 0) {
      pages.add(new long[FIELDS << PAGE_BITS]);
    }
    set(number, ID_HIGH, record.id().high());
    set(number, ID_LOW, record.id().low());
    set(number, START, nanos(record.start()));
    set(number, POSITION, record.position());
    set(number, SIZES, pair(record.headBytes(), record.valueBytes()));
    set(number, SOURCE, ((long) record.partition() << OFFSET_BITS) | record.offset());
    chain(number);
  }

  SpooledRecord get(int number) {
    long sizes = field(number, SIZES);
    long source = field(number, SOURCE);
    return new SpooledRecord(
        new TraceId(field(number, ID_HIGH), field(number, ID_LOW)),
        instant(field(number, START)),
        field(number, POSITION),
        upper(sizes),
        lower(sizes),
        (int) (source >>> OFFSET_BITS),
        source & ((1L << OFFSET_BITS) - 1));
  }

  /** Whether no record of the same trace came before. */
  boolean isFirst(int number) {
    return upper(field(number, CHAIN)) != NONE;
  }

  /** The next record of the same trace, or {@link #NONE}. */
  int next(int number) {
    return lower(field(number, CHAIN));
  }

  /** The first start that a trace's records claim, in nanoseconds, unsigned. */
  long startNanos(int first) {
    long start = field(first, START);
    for (int each = next(first); each != NONE; each = next(each)) {
      long other = field(each, START);
      start = Long.compareUnsigned(other, start) < 0 ? other : start;
    }
    return start;
  }

  /** Compares the ids of two records' traces. */
  int compareIds(int one, int other) {
    int byHigh = Long.compareUnsigned(field(one, ID_HIGH), field(other, ID_HIGH));
    return byHigh != 0 ? byHigh : Long.compareUnsigned(field(one, ID_LOW), field(other, ID_LOW));
  }

  static long nanos(Instant instant) {
    return instant.getEpochSecond() * NANOS + instant.getNano();
  }

  static Instant instant(long nanos) {
    return Instant.ofEpochSecond(
        Long.divideUnsigned(nanos, NANOS), Long.remainderUnsigned(nanos, NANOS));
  }

  private void chain(int number) {
    if (2 * (traces + 1) > table.length) {
      grow();
    }
    int slot = slot(number);
    int first = table[slot];
    if (first == NONE) {
      table[slot] = number;
      traces++;
      set(number, CHAIN, pair(number, NONE));
    } else {
      set(number, CHAIN, pair(NONE, NONE));
      int last = upper(field(first, CHAIN));
      set(last, CHAIN, pair(upper(field(last, CHAIN)), number));
      set(first, CHAIN, pair(number, lower(field(first, CHAIN))));
    }
  }

  private int slot(int number) {
    long hash = (field(number, ID_HIGH) * 31 + field(number, ID_LOW)) * 0x9E3779B97F4A7C15L;
    int mask = table.length - 1;
    int slot = (int) (hash >>> 32) & mask;
    while (table[slot] != NONE && compareIds(table[slot], number) != 0) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    int[] old = table;
    table = emptyTable(2 * old.length);
    for (int first : old) {
      if (first != NONE) {
        table[slot(first)] = first;
      }
    }
  }

  private static int[] emptyTable(int length) {
    int[] table = new int[length];
    Arrays.fill(table, NONE);
    return table;
  }

  private long field(int number, int field) {
    return pages.get(number >> PAGE_BITS)[(number & PAGE_MASK) * FIELDS + field];
  }

  private void set(int number, int field, long value) {
    pages.get(number >> PAGE_BITS)[(number & PAGE_MASK) * FIELDS + field] = value;
  }

  private static long pair(int upper, int lower) {
    return ((long) upper << 32) | (lower & 0xffff_ffffL);
  }

  private static int upper(long pair) {
    return (int) (pair >> 32);
  }

  private static int lower(long pair) {
    return (int) pair;
  }
}
