package io.spanline.streams.assembly;

import org.jspecify.annotations.Nullable;

/**
 * Places in the order in which they were added, in a ring. One that leaves it leaves a gap. Not a
 * linked list: around each reference that is stored in an old object, the next collection looks.
 */
final class LogPlaces {
  private static final int LEAST_LENGTH = 16;

  private @Nullable LogPlace[] places = new @Nullable LogPlace[LEAST_LENGTH];
  private int start;
  // With the gaps; the first is none.
  private int length;
  private int size;

  void add(LogPlace place) {
    if (length == places.length) {
      closeGaps();
    }
    put(place);
    size++;
  }

  void remove(LogPlace place) {
    places[place.index] = null;
    place.index = LogPlace.NOWHERE;
    size--;
    while (length > 0 && places[start] == null) {
      start = index(1);
      length--;
    }
  }

  /** The one that was added first of those that are left; null if there is none. */
  @Nullable LogPlace first() {
    return length == 0 ? null : places[start];
  }

  /** Makes room for at least as many again as there are. */
  private void closeGaps() {
    @Nullable LogPlace[] old = places;
    int from = start;
    places = new @Nullable LogPlace[Math.max(LEAST_LENGTH, Integer.highestOneBit(size) * 4)];
    start = 0;
    length = 0;
    for (int i = 0; i < old.length; i++) {
      LogPlace place = old[from + i & old.length - 1];
      if (place != null) {
        put(place);
      }
    }
  }

  private void put(LogPlace place) {
    place.index = index(length++);
    places[place.index] = place;
  }

  private int index(int number) {
    return start + number & places.length - 1;
  }
}
