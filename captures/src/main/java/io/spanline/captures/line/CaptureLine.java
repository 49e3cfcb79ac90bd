package io.spanline.captures.line;

import io.spanline.model.Trace;
import io.spanline.topic.TraceJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
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

  private static final byte[] FIELD = ",\"crc32c\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = "\"}".getBytes(StandardCharsets.US_ASCII);
  private static final int DIGITS = 8;
  private static final int SEAL_BYTES = FIELD.length + DIGITS + END.length;
  private static final HexFormat HEX = HexFormat.of();

  private CaptureLine() {}

  /** Writes a trace as it comes, without a line feed; the stream stays open. */
  public static void write(Trace trace, OutputStream out) throws IOException {
    try (Body body = new Body(out)) {
      TraceJson.write(trace, body);
      body.seal();
    } catch (TooLongException e) {
      throw new IOException("trace %s: %s".formatted(trace.traceId(), e.getMessage()), e);
    }
  }

  /** Writes a trace whose bytes {@link TraceJson#write} gave, or would give. */
  public static void write(byte[] json, OutputStream out) throws IOException {
    if (json.length + moreBytes() > MOST_BYTES) {
      throw new TooLongException();
    }
    CRC32C sum = new CRC32C();
    sum.update(json, 0, json.length - 1);
    out.write(json, 0, json.length - 1);
    seal(sum, out);
  }

  /** A line as bytes. */
  public static byte[] write(Trace trace) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      write(trace, bytes);
    } catch (IOException e) {
      throw new IllegalArgumentException("trace cannot be written: " + trace.traceId(), e);
    }
    return bytes.toByteArray();
  }

  /** The bytes that a line has more than its trace as {@link TraceJson}. */
  public static int moreBytes() {
    return SEAL_BYTES - 1;
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
    CRC32C sum = new CRC32C();
    sum.update(line, 0, sealAt);
    byte[] digits = digits(sum);
    int at = sealAt + FIELD.length;
    return Arrays.equals(line, at, at + DIGITS, digits, 0, DIGITS);
  }

  private static void seal(CRC32C sum, OutputStream out) throws IOException {
    out.write(FIELD);
    out.write(digits(sum));
    out.write(END);
  }

  private static byte[] digits(CRC32C sum) {
    return HEX.toHexDigits((int) sum.getValue()).getBytes(StandardCharsets.US_ASCII);
  }

  /** A line that nobody would read. */
  private static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLongException() {
      super(
          "a line of a capture has at most " + MOST_BYTES + " bytes; leave the trace out by where");
    }
  }

  /** Passes on all but the last byte, which is the brace that the checksum goes before. */
  private static final class Body extends OutputStream {
    private final CRC32C sum = new CRC32C();
    private final OutputStream out;
    private int held = -1;
    private long room = (long) MOST_BYTES - moreBytes();

    Body(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int one) throws IOException {
      take(1);
      release();
      held = one & 0xff;
    }

    @Override
    public void write(byte[] some, int from, int length) throws IOException {
      if (length > 0) {
        take(length);
        release();
        int last = from + length - 1;
        sum.update(some, from, length - 1);
        out.write(some, from, length - 1);
        held = some[last] & 0xff;
      }
    }

    void seal() throws IOException {
      if (held != '}') {
        throw new IllegalStateException("a trace's JSON must end with a brace, was " + held);
      }
      CaptureLine.seal(sum, out);
    }

    private void take(int bytes) throws TooLongException {
      room -= bytes;
      if (room < 0) {
        throw new TooLongException();
      }
    }

    private void release() throws IOException {
      if (held >= 0) {
        sum.update(held);
        out.write(held);
      }
    }
  }
}
