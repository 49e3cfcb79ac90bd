package io.spanline.model;

import com.google.protobuf.ByteString;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A span id: 8 bytes, in text 16 lower-case hex digits. All zero is not a span id. */
public record SpanId(long value) implements Comparable<SpanId> {
  // Nobody outside can choose ids that collide in a table of this process.
  private static final long SEED = new SecureRandom().nextLong();
  private static final long FACTOR = 0x9e3779b97f4a7c15L;

  public SpanId {
    if (value == 0) {
      throw new IllegalArgumentException("span id must not be zero");
    }
  }

  /** Reads 16 hex digits of either case. */
  public static SpanId parse(String hex) {
    if (hex.length() != 16) {
      throw new IllegalArgumentException("span id must have 16 hex digits, was '" + hex + "'");
    }
    return new SpanId(HexFormat.fromHexDigitsToLong(hex));
  }

  public static SpanId of(ByteString bytes) {
    return new SpanId(value(bytes));
  }

  /** The first eight bytes as a number. */
  static long value(ByteString bytes) {
    return TraceId.number(bytes, 0);
  }

  /** In the order of the hex digits. */
  @Override
  public int compareTo(SpanId other) {
    return Long.compareUnsigned(value, other.value);
  }

  @Override
  public int hashCode() {
    return hash(value);
  }

  /** The hash of the id with that number. */
  static int hash(long value) {
    long seeded = value ^ SEED;
    // Of a product, lower bits know nothing of higher ones: of a counter that is written from its
    // lowest byte on all would stand in one place of a table.
    return Long.hashCode(seeded * FACTOR ^ Math.multiplyHigh(seeded, FACTOR));
  }

  public String hex() {
    return HexFormat.of().toHexDigits(value);
  }

  @Override
  public String toString() {
    return hex();
  }
}
