package io.spanline.captures.line;

import static io.spanline.captures.line.CanonicalJson.require;

import java.nio.charset.StandardCharsets;

/** Texts of JSON with escapes; only such as our writer puts. */
final class Escapes {
  private static final String SHORT = "\"\\bfnrt";
  private static final String MEANT = "\"\\\b\f\n\r\t";

  private Escapes() {}

  /** The text that is meant. */
  static String resolved(byte[] json, int from, int to) {
    byte[] bytes = new byte[to - from];
    int length = 0;
    for (int i = from; i < to; i++) {
      if (json[i] != '\\') {
        bytes[length++] = json[i];
      } else if (json[++i] == 'u') {
        bytes[length++] = control(json, i + 1, to);
        i += 4;
      } else {
        int which = SHORT.indexOf(json[i]);
        require(which >= 0);
        bytes[length++] = (byte) MEANT.charAt(which);
      }
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  /** The control character of four hex digits; those that have a short escape are not put so. */
  private static byte control(byte[] json, int from, int to) {
    require(from + 4 <= to && json[from] == '0' && json[from + 1] == '0');
    require(json[from + 2] == '0' || json[from + 2] == '1');
    int low = "0123456789ABCDEF".indexOf(json[from + 3]);
    require(low >= 0);
    int control = 16 * (json[from + 2] - '0') + low;
    require(MEANT.indexOf(control) < 0);
    return (byte) control;
  }
}
