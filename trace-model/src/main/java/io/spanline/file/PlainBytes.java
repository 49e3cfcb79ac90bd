package io.spanline.file;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Bytes that may be copied into a line of JSON: well-formed UTF-8, no line break between the fields
 * and no half characters in escapes. Jackson's reader is more lenient than those who read a
 * capture.
 */
final class PlainBytes {
  private PlainBytes() {}

  static boolean in(byte[] json, int end) {
    boolean ascii = true;
    for (int i = 0; i < end; i++) {
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
    }
    return ascii || isUtf8(json, end);
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
