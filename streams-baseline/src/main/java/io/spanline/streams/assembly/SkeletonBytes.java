package io.spanline.streams.assembly;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.utils.ByteUtils;

/**
 * What a {@link Segment} says of a trace: up to which position its spans are settled, and its
 * skeleton if it was emitted.
 *
 * @param bytes from its first to its last; not to be moved
 * @param baseMillis what times are told from
 * @param names by their numbers
 */
record SkeletonBytes(ByteBuffer bytes, long baseMillis, List<String> names) {
  /** How a skeleton is written, by the first byte. */
  private enum Form {
    /** None: a span of a trace that is not open was settled by itself. */
    SETTLED,
    PACKED,
    WIDE
  }

  // The largest of a packed skeleton: links of 19 bytes, ends of some 60.
  private static final int MOST_PACKED_BYTES = 32 << 10;
  private static final int MOST_START_BYTES = 11;
  private static final Form[] FORMS = Form.values();

  /** Room for any skeleton that is not wide, to be written to again and again. */
  static ByteBuffer scratch() {
    return ByteBuffer.allocate(MOST_START_BYTES + MOST_PACKED_BYTES);
  }

  /** Says of a trace that is not open that its spans before a position are settled. */
  static ByteBuffer settled(long through) {
    return start(Form.SETTLED, through, ByteBuffer.allocate(MOST_START_BYTES)).flip();
  }

  /** Says that a trace was emitted, and that its spans before a position are settled. */
  static ByteBuffer packed(
      RememberedTrace trace, long through, Segment segment, ByteBuffer scratch) {
    PackedRow.write(trace, segment, start(Form.PACKED, through, scratch.clear()));
    return scratch.flip();
  }

  /** The same of a trace that is not small enough to be packed. */
  static ByteBuffer wide(RememberedTrace trace, long through) {
    byte[] row = trace.toBytes();
    ByteBuffer bytes = ByteBuffer.allocate(MOST_START_BYTES + row.length);
    return start(Form.WIDE, through, bytes).put(row).flip();
  }

  boolean isEmitted() {
    return form() != Form.SETTLED;
  }

  /** The position before which every span of the trace is settled. */
  long through() {
    return readPosition(bytes.duplicate().position(bytes.position() + 1));
  }

  RememberedRow row() {
    ByteBuffer row = bytes.duplicate().position(bytes.position() + 1);
    readPosition(row);
    return form() == Form.WIDE ? new WideRow(row.slice()) : new PackedRow(row.slice(), this);
  }

  private Form form() {
    return FORMS[bytes.get(bytes.position())];
  }

  @SuppressWarnings("EnumOrdinal") // a form's place is its byte
  private static ByteBuffer start(Form form, long through, ByteBuffer bytes) {
    bytes.put((byte) form.ordinal());
    // A trace closes between two records as a rule: then the offset says it all.
    boolean isOffset = through == Position.of(Position.offset(through));
    ByteUtils.writeVarlong(isOffset ? Position.offset(through) : ~through, bytes);
    return bytes;
  }

  private static long readPosition(ByteBuffer bytes) {
    long said = ByteUtils.readVarlong(bytes);
    return said >= 0 ? Position.of(said) : ~said;
  }
}
