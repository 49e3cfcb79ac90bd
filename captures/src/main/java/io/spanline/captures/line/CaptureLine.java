package io.spanline.captures.line;

import io.spanline.model.Trace;
import io.spanline.topic.Beginning;
import io.spanline.topic.TraceJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * A line of a capture: a trace as {@link TraceJson} writes it, and as the last field {@code
 * crc32c}, the checksum of all bytes of the line that stand before that field's comma.
 */
public final class CaptureLine {
  /** A longer line is neither written nor read. */
  public static final int MOST_BYTES = TraceJson.MOST_BYTES;

  // What it takes to say that the beginning is missing.
  private static final int BEGINNING_BYTES = 64;

  private static final byte[] FIELD = ",\"crc32c\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = "\"}".getBytes(StandardCharsets.US_ASCII);
  private static final int DIGITS = 8;
  private static final int SEAL_BYTES = FIELD.length + DIGITS + END.length;
  private static final HexFormat HEX = HexFormat.of();

  private CaptureLine() {}

  /** The line of a trace that has its beginning, without a line feed. */
  public static byte[] write(Trace trace) {
    return write(trace, Beginning.INSIDE);
  }

  /** The line of a trace, without a line feed. */
  public static byte[] write(Trace trace, Beginning beginning) {
    return write(TraceJson.write(trace, beginning));
  }

  /** The line of a trace whose bytes {@link TraceJson#write} gave, or would give. */
  public static byte[] write(byte[] json) {
    byte[] line = Arrays.copyOf(json, json.length + SEAL_BYTES - 1);
    if (line.length > MOST_BYTES) {
      throw new IllegalArgumentException(
          "a line of a capture has at most %s bytes, was %s".formatted(MOST_BYTES, line.length));
    }
    int at = json.length - 1;
    System.arraycopy(FIELD, 0, line, at, FIELD.length);
    System.arraycopy(digits(line, at), 0, line, at + FIELD.length, DIGITS);
    System.arraycopy(END, 0, line, line.length - END.length, END.length);
    return line;
  }

  /** The most bytes that a line has more than its trace as {@link TraceJson}. */
  public static int moreBytes() {
    return SEAL_BYTES - 1 + BEGINNING_BYTES;
  }

  /** Where the checksum's comma stands; -1 in a line without one. */
  static int sealAt(byte[] line) {
    int at = line.length - SEAL_BYTES;
    return at > 0
            && Arrays.equals(line, at, at + FIELD.length, FIELD, 0, FIELD.length)
            && Arrays.equals(line, line.length - END.length, line.length, END, 0, END.length)
        ? at
        : -1;
  }

  /** Whether the checksum that stands there is that of the bytes before it. */
  static boolean isIntact(byte[] line, int sealAt) {
    int at = sealAt + FIELD.length;
    return Arrays.equals(line, at, at + DIGITS, digits(line, sealAt), 0, DIGITS);
  }

  private static byte[] digits(byte[] line, int length) {
    CRC32C sum = new CRC32C();
    sum.update(line, 0, length);
    return HEX.toHexDigits((int) sum.getValue()).getBytes(StandardCharsets.US_ASCII);
  }
}
