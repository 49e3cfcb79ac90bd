package io.spanline.captures.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PlainBytesTest {
  @Test
  void findsAControlCharacterWhereverItStands() {
    for (int at = 0; at < 21; at++) {
      for (int control = 0; control < ' '; control++) {
        byte[] json = "abcdefghijklmnopqrstu".getBytes(StandardCharsets.US_ASCII);
        json[at] = (byte) control;

        assertThat(PlainBytes.in(json, json.length)).as("%d at %d", control, at).isFalse();
      }
    }
  }

  @Test
  void findsHalfACharacterInAnEscapeWhereverItStands() {
    for (int at = 0; at < 21; at++) {
      assertThat(isPlain("x".repeat(at) + "\\uD83d" + "xyz")).isFalse();
      assertThat(isPlain("x".repeat(at) + "\\u0041" + "xyz")).isTrue();
    }
  }

  @Test
  void takesAllOtherAsciiAndWellFormedText() {
    StringBuilder ascii = new StringBuilder();
    for (char c = ' '; c < 0x80; c++) {
      ascii.append(c);
    }
    assertThat(isPlain(ascii.toString())).isTrue();
    assertThat(isPlain("Straße " + ascii)).isTrue();
    assertThat(PlainBytes.in(new byte[] {'a', 'b', (byte) 0xc3, 'd', 'e', 'f', 'g', 'h', 'i'}, 9))
        .isFalse();
  }

  private static boolean isPlain(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return PlainBytes.in(bytes, bytes.length);
  }
}
