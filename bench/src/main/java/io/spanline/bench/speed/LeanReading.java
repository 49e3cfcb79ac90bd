package io.spanline.bench.speed;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;

/** Reads the ids, times, name, kind and status of each span. */
final class LeanReading extends SpanFields {
  private static final int PARENT = 4;
  private static final int NAME = 5;
  private static final int KIND = 6;
  private static final int START = 7;
  private static final int STATUS = 15;

  private long sum;

  /** A sum of all that was read: without a use of it, a compiler could leave out the reading. */
  long sum() {
    return sum;
  }

  @Override
  void readField(CodedInputStream in, int field, int tag) throws IOException {
    if (field == START || field == END) {
      sum ^= in.readFixed64();
    } else if (field <= SPAN_ID || field == PARENT || field == NAME || field == STATUS) {
      sum ^= in.readBytes().hashCode();
    } else if (field == KIND) {
      sum ^= in.readEnum();
    } else {
      in.skipField(tag);
    }
  }
}
