package io.spanline.model;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Names of services, operations and peers as all figures have them, live and in files: at most
 * {@value #MOST_BYTES} bytes of UTF-8, and nothing in them that controls a terminal.
 */
public final class Name {
  public static final int MOST_BYTES = 256;

  private static final int HASH_BYTES = 8;
  private static final int BEGINNING_BYTES = MOST_BYTES - 1 - 2 * HASH_BYTES;
  private static final int MOST_BYTES_PER_CHAR = 3;
  private static final int MOST_BYTES_OF_CHARACTER = 4;

  // Control and format characters, line and paragraph separators.
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

  private static final Pattern BOUNDED = Pattern.compile("(?s).+~[0-9a-f]{16}");

  private Name() {}

  /** A short printable name stays the same object. */
  public static String of(String text) {
    String bounded = bounded(text);
    return isPrintable(bounded) ? bounded : UNPRINTABLE.matcher(bounded).replaceAll("_");
  }

  /**
   * The beginning of a longer text and a hash of all of it, so that two texts that begin alike stay
   * two: {@code beginning~16 hex digits}. The Collector makes the same of it.
   */
  public static String bounded(String text) {
    if (text.length() <= MOST_BYTES / MOST_BYTES_PER_CHAR) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= MOST_BYTES) {
      return text;
    }
    CharBuffer rest = CharBuffer.wrap(text);
    // It stops before a character that does not fit as a whole.
    StandardCharsets.UTF_8
        .newEncoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .encode(rest, ByteBuffer.allocate(BEGINNING_BYTES), true);
    return text.substring(0, rest.position()) + "~" + hash(bytes);
  }

  /** Whether a text has the shape of what {@link #bounded} makes of a longer one. */
  public static boolean isBounded(String text) {
    return BOUNDED.matcher(text).matches()
        && isLongest(text.getBytes(StandardCharsets.UTF_8).length);
  }

  /** The beginning ends up to three bytes early, before a character that does not fit. */
  private static boolean isLongest(int bytes) {
    return bytes <= MOST_BYTES && bytes > MOST_BYTES - MOST_BYTES_OF_CHARACTER;
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] whole = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(whole, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Nearly every name is plain; looking is cheaper than a matcher for each span. */
  private static boolean isPrintable(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) >= 0x7f) {
        return !UNPRINTABLE.matcher(text).find();
      }
    }
    return true;
  }
}
