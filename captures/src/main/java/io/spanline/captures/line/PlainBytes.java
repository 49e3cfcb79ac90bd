package io.spanline.captures.line;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Bytes that may be copied into a line of JSON: well-formed UTF-8, no line break between the fields
 * and no half characters in escapes. Jackson's reader is more lenient than those who read a
 * capture.
 */
final class PlainBytes {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private PlainBytes() {}

  static boolean in(byte[] json, int end) {
    boolean ascii = true;
    int i = 0;
    while (i < end) {
      if (i + Long.BYTES <= end && isPlain((long) EIGHT.get(json, i))) {
        i += Long.BYTES;
        continue;
      }
      byte b = json[i];
      // One comparison for nearly all: control characters, and as bytes are signed, all but ASCII.
      if (b < ' ') {
        if (b >= 0) {
          return false;
        }
        ascii = false;
      } else if (b == '\\' && escapesSurrogate(json, i, end)) {
        return false;
      }
      i++;
    }
    return ascii || isUtf8(json, end);
  }

  /** Whether eight bytes are ASCII, no control characters and no backslashes: nearly all are. */
  private static boolean isPlain(long eight) {
    long backslashes = eight ^ '\\' * ONES;
    // A byte's high bit is set where it is no ASCII, or was less than what is taken away; only such
    // a byte borrows from the next one.
    return ((eight | eight - ' ' * ONES | backslashes - ONES) & HIGH_BITS) == 0;
  }

  /** Whether an escape of D800 to DFFF may begin here; pairs of them are not how we write. */
  private static boolean escapesSurrogate(byte[] json, int at, int end) {
    return at + 2 < end && json[at + 1] == 'u' && (json[at + 2] | 0x20) == 'd';
  }

  private static boolean isUtf8(byte[] json, int end) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json, 0, end));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
