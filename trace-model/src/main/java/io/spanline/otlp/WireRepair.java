package io.spanline.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts U+FFFD for what is not UTF-8 in the text fields of TracesData, in its protobuf bytes: one
 * pass, and a few times their memory.
 */
final class WireRepair {
  // Protobuf's own limit: what is deeper stays as it is, and is refused when it is read.
  private static final int DEEPEST = 100;
  private static final Set<Descriptor> SHARING =
      Set.of(ResourceSpans.getDescriptor(), ScopeSpans.getDescriptor());

  private final byte[] bytes;
  private final CodedInputStream in;
  private final Output out;
  private final Repairs repairs;

  private WireRepair(byte[] bytes, Repairs repairs) {
    this.bytes = bytes;
    this.in = CodedInputStream.newInstance(bytes);
    this.out = new Output(bytes.length);
    this.repairs = repairs;
  }

  /**
   * The bytes with their text repaired.
   *
   * @throws InvalidProtocolBufferException if they are no protobuf at all
   */
  static byte[] of(byte[] tracesData, Repairs repairs) throws InvalidProtocolBufferException {
    WireRepair repair = new WireRepair(tracesData, repairs);
    try {
      repair.fields(TracesData.getDescriptor(), 0);
    } catch (InvalidProtocolBufferException e) {
      throw e;
    } catch (IOException e) {
      throw new InvalidProtocolBufferException(e);
    }
    return repair.out.toByteArray();
  }

  private void fields(Descriptor type, int depth) throws IOException {
    while (!in.isAtEnd()) {
      int from = in.getTotalBytesRead();
      int tag = in.readTag();
      FieldDescriptor field = lengthDelimited(type, tag);
      if (field != null && field.getJavaType() == JavaType.STRING) {
        copySince(from);
        text();
      } else if (field != null && field.getJavaType() == JavaType.MESSAGE && depth < DEEPEST) {
        copySince(from);
        message(field.getMessageType(), depth + 1);
      } else {
        in.skipField(tag);
        copySince(from);
      }
    }
  }

  private static @Nullable FieldDescriptor lengthDelimited(Descriptor type, int tag) {
    return WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED
        ? type.findFieldByNumber(WireFormat.getTagFieldNumber(tag))
        : null;
  }

  private void message(Descriptor type, int depth) throws IOException {
    Repairs.Reading<Integer, IOException> reading = () -> lengthAndFields(type, depth);
    if (type.equals(Span.getDescriptor())) {
      repairs.span(reading);
    } else if (SHARING.contains(type)) {
      repairs.part(reading);
    } else {
      reading.read();
    }
  }

  private int lengthAndFields(Descriptor type, int depth) throws IOException {
    int limit = in.pushLimit(in.readRawVarint32());
    int at = out.reserveLength();
    fields(type, depth);
    in.popLimit(limit);
    return out.fillLength(at);
  }

  private void text() throws IOException {
    ByteString text = in.readBytes();
    int at = out.reserveLength();
    if (text.isValidUtf8()) {
      text.writeTo(out);
    } else {
      repairs.text();
      out.writeBytes(text.toStringUtf8().getBytes(StandardCharsets.UTF_8));
    }
    out.fillLength(at);
  }

  private void copySince(int from) {
    out.write(bytes, from, in.getTotalBytesRead() - from);
  }

  /** Bytes in which a length is filled in once it is known: in five, which is legal if lengthy. */
  private static final class Output extends ByteArrayOutputStream {
    private static final int LENGTH_BYTES = 5;

    Output(int size) {
      super(size);
    }

    int reserveLength() {
      int at = count;
      write(new byte[LENGTH_BYTES], 0, LENGTH_BYTES);
      return at;
    }

    /** The length of what was written since it was reserved. */
    int fillLength(int at) {
      int length = count - at - LENGTH_BYTES;
      for (int i = 0; i < LENGTH_BYTES; i++) {
        int more = i < LENGTH_BYTES - 1 ? 0x80 : 0;
        buf[at + i] = (byte) (((length >>> (7 * i)) & 0x7f) | more);
      }
      return length;
    }
  }
}
