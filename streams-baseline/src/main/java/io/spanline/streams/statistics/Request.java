package io.spanline.streams.statistics;

import io.spanline.model.Span;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** An entry span as the statistics see it. */
record Request(StatisticsKey key, long durationNanos, boolean failed) {
  // A service's name is part of a key, which must stay small whatever a sender calls itself.
  private static final int LONGEST_NAME = 128;

  static Request of(Span entry, long windowStartMillis) {
    return new Request(
        new StatisticsKey(name(entry.service()), windowStartMillis),
        entry.durationNanos(),
        entry.isError());
  }

  byte[] toBytes() {
    byte[] service = key.service().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(17 + service.length)
        .putLong(key.windowStartMillis())
        .putLong(durationNanos)
        .put((byte) (failed ? 1 : 0))
        .put(service)
        .array();
  }

  static Request of(byte[] bytes) {
    ByteBuffer row = ByteBuffer.wrap(bytes);
    long windowStartMillis = row.getLong();
    long durationNanos = row.getLong();
    boolean failed = row.get() == 1;
    String service = StandardCharsets.UTF_8.decode(row).toString();
    return new Request(new StatisticsKey(service, windowStartMillis), durationNanos, failed);
  }

  private static String name(String service) {
    String printable = service.replaceAll("\\p{Cntrl}", "_");
    if (printable.length() <= LONGEST_NAME) {
      return printable;
    }
    // Half a character would not survive the way to bytes and back.
    boolean splits = Character.isHighSurrogate(printable.charAt(LONGEST_NAME - 1));
    return printable.substring(0, splits ? LONGEST_NAME - 1 : LONGEST_NAME);
  }
}
