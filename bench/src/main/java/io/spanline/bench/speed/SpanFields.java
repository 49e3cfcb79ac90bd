package io.spanline.bench.speed;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Walks through an OTLP message to the fields of its spans and builds no message. */
abstract class SpanFields {
  static final int SPAN_ID = 2;
  static final int END = 8;

  /** The fields that lead to a span: resource spans, scope spans, spans. */
  private static final int[] WAY = {1, 2, 2};

  /** A wire type: a length before the bytes. */
  private static final int BYTES = 2;

  /** Reads a message. */
  final void read(byte[] value) {
    try {
      read(CodedInputStream.newInstance(value), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads or skips a field of a span. */
  abstract void readField(CodedInputStream in, int field, int tag) throws IOException;

  private void read(CodedInputStream in, int level) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (level == WAY.length) {
        readField(in, tag >>> 3, tag);
      } else if (tag == ((WAY[level] << 3) | BYTES)) {
        int outer = in.pushLimit(in.readRawVarint32());
        read(in, level + 1);
        in.popLimit(outer);
      } else {
        in.skipField(tag);
      }
    }
  }
}
