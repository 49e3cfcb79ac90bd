package io.spanline.bench.speed;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads the ids, times, name, kind and status of each span in a record, and builds no message. */
final class LeanReading {
  /** The fields of OTLP that lead to a span: resource spans, scope spans, spans. */
  private static final int[] WAY = {1, 2, 2};

  private static final int KIND = 6;
  private static final int NAME = 5;
  private static final int PARENT = 4;
  private static final int STATUS = 15;

  // Wire types: 64 bits, and a length before the bytes.
  private static final int FIXED_64 = 1;
  private static final int BYTES = 2;

  private long sum;

  /** Reads a record. */
  void read(byte[] value) {
    try {
      read(CodedInputStream.newInstance(value), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A sum of all that was read: without a use of it, a compiler could leave out the reading. */
  long sum() {
    return sum;
  }

  private void read(CodedInputStream in, int level) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (level == WAY.length) {
        readField(in, tag);
      } else if (tag == ((WAY[level] << 3) | BYTES)) {
        int outer = in.pushLimit(in.readRawVarint32());
        read(in, level + 1);
        in.popLimit(outer);
      } else {
        in.skipField(tag);
      }
    }
  }

  private void readField(CodedInputStream in, int tag) throws IOException {
    int field = tag >>> 3;
    if ((tag & 7) == FIXED_64) {
      sum ^= in.readFixed64();
    } else if (field <= 2 || field == PARENT || field == NAME || field == STATUS) {
      sum ^= in.readBytes().hashCode();
    } else if (field == KIND) {
      sum ^= in.readEnum();
    } else {
      in.skipField(tag);
    }
  }
}
