package io.spanline.otlp;

import com.google.protobuf.UnsafeByteOperations;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A place in protobuf bytes, which moves as they are read. What a plain sender would not write is
 * {@linkplain NotPlainException not plain}: so is all that protobuf refuses.
 */
final class WireCursor {
  static final VarHandle LITTLE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle BIG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LITTLE_INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final int MOST_VARINT_BITS = 70;
  private static final byte[] NONE = {};

  private byte[] bytes = NONE;
  private int at;
  private int textFrom;

  void on(byte[] bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  byte[] bytes() {
    return bytes;
  }

  int at() {
    return at;
  }

  void at(int place) {
    at = place;
  }

  /** The tag of a field: its number and type in up to two bytes. */
  int tag(int end) throws NotPlainException {
    int first = bytes[at++];
    if (first > 7) {
      return first;
    }
    if (first >= 0 || at >= end || bytes[at] <= 0) {
      throw NotPlainException.INSTANCE;
    }
    return (first & 0x7f) | bytes[at++] << 7;
  }

  /** The tag of the next field, whose number must be above that of the one before; 0 at the end. */
  int next(int end, int before) throws NotPlainException {
    if (at == end) {
      return 0;
    }
    int tag = tag(end);
    if (tag >>> 3 <= before) {
      throw NotPlainException.INSTANCE;
    }
    return tag;
  }

  /** Moves over a tag if it is the one of the field before. */
  boolean again(int tag, int end) throws NotPlainException {
    int from = at;
    if (at < end && tag(end) == tag) {
      return true;
    }
    at = from;
    return false;
  }

  /** The end of a part, after its length has been read. */
  int part(int end) throws NotPlainException {
    if (at < end && bytes[at] >= 0) {
      int to = at + 1 + bytes[at];
      if (to <= end) {
        at++;
        return to;
      }
      throw NotPlainException.INSTANCE;
    }
    long length = varint(end);
    if (length < 0 || length > end - at) {
      throw NotPlainException.INSTANCE;
    }
    return at + (int) length;
  }

  long varint(int end) throws NotPlainException {
    long value = 0;
    for (int shift = 0; shift < MOST_VARINT_BITS && at < end; shift += 7) {
      byte next = bytes[at++];
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw NotPlainException.INSTANCE;
  }

  long fixed64(int end) throws NotPlainException {
    long value = (long) LITTLE.get(bytes, step(Long.BYTES, end));
    return value;
  }

  int fixed32(int end) throws NotPlainException {
    int value = (int) LITTLE_INT.get(bytes, step(Integer.BYTES, end));
    return value;
  }

  /** The eight bytes of an id. */
  long id(int end) throws NotPlainException {
    long value = (long) BIG.get(bytes, step(Long.BYTES, end));
    return value;
  }

  private int step(int length, int end) throws NotPlainException {
    if (length > end - at) {
      throw NotPlainException.INSTANCE;
    }
    at += length;
    return at - length;
  }

  /** Moves over a text of UTF-8; returns its end, which is the place after. */
  int text(int end) throws NotPlainException {
    int to = part(end);
    int from = at;
    while (from <= to - Long.BYTES && ((long) LITTLE.get(bytes, from) & HIGH_BITS) == 0) {
      from += Long.BYTES;
    }
    while (from < to && bytes[from] >= 0) {
      from++;
    }
    if (from < to && !UnsafeByteOperations.unsafeWrap(bytes, at, to - at).isValidUtf8()) {
      throw NotPlainException.INSTANCE;
    }
    textFrom = at;
    at = to;
    return to;
  }

  /** Where the text begins that was last moved over. */
  int textFrom() {
    return textFrom;
  }

  /** Moves over a field whose tag has been read. */
  void skip(int tag, int end) throws NotPlainException {
    switch (tag & 7) {
      case 0 -> varint(end);
      case 1 -> step(Long.BYTES, end);
      case 2 -> at = part(end);
      case 5 -> step(Integer.BYTES, end);
      default -> throw NotPlainException.INSTANCE;
    }
  }
}
