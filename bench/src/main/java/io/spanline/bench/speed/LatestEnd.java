package io.spanline.bench.speed;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;

/** Finds when the last span of a trace ended. */
final class LatestEnd extends SpanFields {
  private long nanos;

  /** In nanoseconds since the epoch. */
  long of(byte[] trace) {
    nanos = 0;
    read(trace);
    return nanos;
  }

  @Override
  void readField(CodedInputStream in, int field, int tag) throws IOException {
    if (field == END) {
      nanos = Math.max(nanos, in.readFixed64());
    } else {
      in.skipField(tag);
    }
  }
}
