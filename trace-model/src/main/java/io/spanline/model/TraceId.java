package io.spanline.model;

import com.google.protobuf.ByteString;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A trace id: 16 bytes, in text 32 lower-case hex digits. All zero is not a trace id. */
public record TraceId(long high, long low) implements Comparable<TraceId> {
  private static final HexFormat HEX = HexFormat.of();
  // Nobody outside can choose ids that collide in a table of this process.
  private static final long SEED = new SecureRandom().nextLong();

  public TraceId {
    if (high == 0 && low == 0) {
      throw new IllegalArgumentException("trace id must not be zero");
    }
  }

  /** Reads 32 hex digits of either case. */
  public static TraceId parse(String hex) {
    if (hex.length() != 32) {
      throw new IllegalArgumentException("trace id must have 32 hex digits, was '" + hex + "'");
    }
    return new TraceId(
        HexFormat.fromHexDigitsToLong(hex, 0, 16), HexFormat.fromHexDigitsToLong(hex, 16, 32));
  }

  public static TraceId of(ByteString bytes) {
    return new TraceId(number(bytes, 0), number(bytes, 8));
  }

  /** Eight bytes from a place on, the highest first. */
  static long number(ByteString bytes, int from) {
    long number = 0;
    for (int i = from; i < from + Long.BYTES; i++) {
      number = number << Byte.SIZE | (bytes.byteAt(i) & 0xff);
    }
    return number;
  }

  public String hex() {
    return HEX.toHexDigits(high) + HEX.toHexDigits(low);
  }

  @Override
  public int compareTo(TraceId other) {
    return compare(high, low, other.high, other.low);
  }

  /** The order of two ids that are no objects. */
  public static int compare(long high, long low, long otherHigh, long otherLow) {
    int byHigh = Long.compareUnsigned(high, otherHigh);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, otherLow);
  }

  @Override
  public int hashCode() {
    long mixed = (high ^ SEED) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33) ^ low) * 0xc4ceb9fe1a85ec53L;
    return Long.hashCode(mixed ^ (mixed >>> 33));
  }

  @Override
  public String toString() {
    return hex();
  }
}
