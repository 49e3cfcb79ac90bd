package io.spanline.streams.statistics;

import io.spanline.statistics.StatisticsSubject;
import java.nio.ByteBuffer;
import java.time.Instant;

/** The subject and the window of a row; in text {@code subject@windowStart}. */
record StatisticsKey(StatisticsSubject subject, long windowStartMillis) {

  /** Reads what {@link #toBytes()} wrote. */
  static StatisticsKey of(ByteBuffer bytes) {
    long windowStartMillis = bytes.getLong();
    byte[] subject = new byte[bytes.remaining()];
    bytes.get(subject);
    return new StatisticsKey(StatisticsSubject.of(subject), windowStartMillis);
  }

  /** Starts with the window, so that a range of windows is a range of a store's keys. */
  byte[] toBytes() {
    byte[] name = subject.toBytes();
    return ByteBuffer.allocate(8 + name.length).putLong(windowStartMillis).put(name).array();
  }

  /** The first bytes of the keys of a window, and a key before all of them. */
  static byte[] beginningOf(long windowStartMillis) {
    return ByteBuffer.allocate(8).putLong(windowStartMillis).array();
  }

  String text() {
    return subject.key() + "@" + Instant.ofEpochMilli(windowStartMillis);
  }
}
