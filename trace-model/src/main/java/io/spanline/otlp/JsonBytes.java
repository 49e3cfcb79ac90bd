package io.spanline.otlp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;

/** JSON as bytes that grow, as Jackson writes it. Fields and elements find out their own commas. */
final class JsonBytes {
  private static final int INITIAL_BYTES = 16 << 10;
  private static final byte[] HEX = ascii("0123456789abcdef");
  private static final byte[] UPPER_HEX = ascii("0123456789ABCDEF");
  // No escape of one byte is longer than that of an escape character: \u001B.
  private static final int ESCAPE_BYTES = 6;
  private static final int FIRST_OF_FOUR = 0xf0;
  private static final int MOST_DIGITS = 20;
  // The letter after the backslash; 0 if the character stands for itself.
  private static final byte[] ESCAPES = new byte[128];

  static {
    Arrays.fill(ESCAPES, 0, ' ', (byte) 'u');
    ESCAPES['\b'] = 'b';
    ESCAPES['\t'] = 't';
    ESCAPES['\n'] = 'n';
    ESCAPES['\f'] = 'f';
    ESCAPES['\r'] = 'r';
    ESCAPES['"'] = '"';
    ESCAPES['\\'] = '\\';
  }

  private byte[] bytes = new byte[INITIAL_BYTES];
  private int size;

  /** A field's name with its quotes and colon, to be put by {@link #field}. */
  static byte[] name(String name) {
    return ascii('"' + name + "\":");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  JsonBytes field(byte[] name) {
    if (bytes[size - 1] != '{') {
      put(',');
    }
    return put(name, 0, name.length);
  }

  /** Comes before an element of an array. */
  JsonBytes element() {
    return bytes[size - 1] == '[' ? this : put(',');
  }

  JsonBytes put(char ascii) {
    room(1);
    bytes[size++] = (byte) ascii;
    return this;
  }

  JsonBytes put(byte[] from, int start, int end) {
    room(end - start);
    System.arraycopy(from, start, bytes, size, end - start);
    size += end - start;
    return this;
  }

  JsonBytes put(String ascii) {
    byte[] piece = ascii(ascii);
    return put(piece, 0, piece.length);
  }

  /** UTF-8 in quotes, escaped. */
  void text(byte[] from, int start, int end) {
    room(2 + (end - start) * ESCAPE_BYTES);
    bytes[size++] = '"';
    for (int i = start; i < end; i++) {
      byte next = from[i];
      if (next >= 0 ? ESCAPES[next] == 0 : (next & FIRST_OF_FOUR) != FIRST_OF_FOUR) {
        bytes[size++] = next;
      } else if (next >= 0) {
        escape(next);
      } else {
        escapePair(from, i);
        i += 3;
      }
    }
    bytes[size++] = '"';
  }

  private void escape(byte character) {
    if (ESCAPES[character] == 'u') {
      escape((char) character);
    } else {
      bytes[size++] = '\\';
      bytes[size++] = ESCAPES[character];
    }
  }

  /** A character of four bytes, which is two in UTF-16: Jackson escapes both. */
  private void escapePair(byte[] from, int at) {
    int character = from[at] & 0x07;
    for (int i = at + 1; i < at + 4; i++) {
      character = character << 6 | (from[i] & 0x3f);
    }
    escape(Character.highSurrogate(character));
    escape(Character.lowSurrogate(character));
  }

  private void escape(char character) {
    bytes[size++] = '\\';
    bytes[size++] = 'u';
    for (int shift = 12; shift >= 0; shift -= 4) {
      bytes[size++] = UPPER_HEX[character >> shift & 0xf];
    }
  }

  /** Bytes as hex digits in quotes. */
  void hex(byte[] from, int start, int end) {
    room(2 + 2 * (end - start));
    bytes[size++] = '"';
    for (int i = start; i < end; i++) {
      bytes[size++] = HEX[from[i] >> 4 & 0xf];
      bytes[size++] = HEX[from[i] & 0xf];
    }
    bytes[size++] = '"';
  }

  /** The 16 hex digits of an id. */
  JsonBytes hex(long id) {
    room(2 * Long.BYTES);
    for (int shift = Long.SIZE - 4; shift >= 0; shift -= 4) {
      bytes[size++] = HEX[(int) (id >>> shift) & 0xf];
    }
    return this;
  }

  /** Bytes as base64 in quotes. */
  void base64(byte[] from, int start, int end) {
    byte[] text = Base64.getEncoder().encode(Arrays.copyOfRange(from, start, end));
    put('"').put(text, 0, text.length).put('"');
  }

  JsonBytes number(long number) {
    if (number < 0) {
      return put(Long.toString(number));
    }
    room(MOST_DIGITS);
    int digits = 1;
    for (long left = number; left > 9; left /= 10) {
      digits++;
    }
    long left = number;
    for (int at = size + digits - 1; at >= size; at--) {
      bytes[at] = (byte) ('0' + left % 10);
      left /= 10;
    }
    size += digits;
    return this;
  }

  /** A number of 64 bits in quotes. */
  void unsigned(long number) {
    if (number < 0) {
      put('"').put(Long.toUnsignedString(number)).put('"');
    } else {
      put('"').number(number).put('"');
    }
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }

  private void room(int more) {
    if (more > bytes.length - size) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
