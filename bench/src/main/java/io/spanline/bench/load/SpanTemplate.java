package io.spanline.bench.load;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of a span in which ids, times and a number of its path are filled in. */
final class SpanTemplate {
  /** Five digits at the end of a path. */
  static final String PATH_NUMBER = "73519";

  static final int PATH_NUMBERS = 100_000;

  // Markers that no other field holds.
  private static final long TRACE_HIGH = 0x7a51_3c9e_e2d4_8b16L;
  private static final long TRACE_LOW = 0x1f8c_a673_5be0_d942L;
  private static final long SPAN = 0x64d9_02be_91c7_f35aL;
  private static final long PARENT = 0x3b07_e8f1_4da6_925cL;
  private static final long START = 0x58e2_9a1d_c04b_7f63L;
  private static final long END = 0x2c96_f5b8_037e_d1a4L;

  private final byte[] bytes;
  private final int trace;
  private final int id;
  private final int parent;
  private final int start;
  private final int end;
  private final int path;

  private SpanTemplate(byte[] bytes, Lineage lineage) {
    this.bytes = bytes;
    this.trace = find(bytes, TRACE_HIGH, ByteOrder.BIG_ENDIAN);
    this.id = find(bytes, SPAN, ByteOrder.BIG_ENDIAN);
    this.parent = lineage == Lineage.ROOT ? -1 : find(bytes, PARENT, ByteOrder.BIG_ENDIAN);
    this.start = find(bytes, START, ByteOrder.LITTLE_ENDIAN);
    this.end = find(bytes, END, ByteOrder.LITTLE_ENDIAN);
    this.path = find(bytes, PATH_NUMBER.getBytes(StandardCharsets.US_ASCII));
  }

  /** Whether a span has a parent. */
  enum Lineage {
    ROOT,
    CHILD
  }

  /** Makes a template of a span without ids and times, with a path that ends in the number. */
  static SpanTemplate of(Span.Builder span, Lineage lineage) {
    span.setTraceId(bytes(TRACE_HIGH, TRACE_LOW))
        .setSpanId(bytes(SPAN))
        .setStartTimeUnixNano(START)
        .setEndTimeUnixNano(END);
    if (lineage == Lineage.CHILD) {
      span.setParentSpanId(bytes(PARENT));
    }
    return new SpanTemplate(span.build().toByteArray(), lineage);
  }

  int size() {
    return bytes.length;
  }

  /** Writes the span to a buffer of big-endian order. */
  void write(MadeSpan span, ByteBuffer out) {
    int base = out.position();
    out.put(bytes);
    out.putLong(base + trace, span.traceHigh());
    out.putLong(base + trace + Long.BYTES, span.traceLow());
    out.putLong(base + id, span.id());
    if (parent >= 0) {
      out.putLong(base + parent, span.parent());
    }
    out.putLong(base + start, Long.reverseBytes(span.startNanos()));
    out.putLong(base + end, Long.reverseBytes(span.endNanos()));
    int number = span.pathNumber();
    for (int digit = PATH_NUMBER.length() - 1; digit >= 0; digit--) {
      out.put(base + path + digit, (byte) ('0' + number % 10));
      number /= 10;
    }
  }

  private static ByteString bytes(long... words) {
    ByteBuffer buffer = ByteBuffer.allocate(words.length * Long.BYTES);
    for (long word : words) {
      buffer.putLong(word);
    }
    return ByteString.copyFrom(buffer.array());
  }

  private static int find(byte[] all, long marker, ByteOrder order) {
    return find(all, ByteBuffer.allocate(Long.BYTES).order(order).putLong(marker).array());
  }

  private static int find(byte[] all, byte[] marker) {
    for (int at = 0; at + marker.length <= all.length; at++) {
      if (Arrays.equals(all, at, at + marker.length, marker, 0, marker.length)) {
        return at;
      }
    }
    throw new IllegalArgumentException("the span has no place for what is filled in");
  }
}
