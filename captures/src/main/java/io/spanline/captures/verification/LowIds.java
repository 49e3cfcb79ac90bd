package io.spanline.captures.verification;

/**
 * The second halves of trace ids, in a table of 16 to 32 bytes each. A replay gives none that is
 * zero.
 */
final class LowIds {
  private long[] table = new long[2_048];
  private int count;

  /** Adds one; false if it was there. */
  boolean add(long id) {
    if (2 * (count + 1) > table.length) {
      long[] all = table;
      table = new long[2 * all.length];
      for (long each : all) {
        if (each != 0) {
          table[place(each)] = each;
        }
      }
    }
    int place = place(id);
    if (id == 0 || table[place] == id) {
      return false;
    }
    table[place] = id;
    count++;
    return true;
  }

  private int place(long id) {
    long mixed = id * 0x9e3779b97f4a7c15L;
    int place = (int) (mixed >>> 32) & (table.length - 1);
    while (table[place] != 0 && table[place] != id) {
      place = (place + 1) & (table.length - 1);
    }
    return place;
  }
}
