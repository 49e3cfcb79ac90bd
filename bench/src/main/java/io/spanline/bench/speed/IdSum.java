package io.spanline.bench.speed;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;

/** Counts spans and sums up their ids: with equal counts and sums none is missing or doubled. */
final class IdSum extends SpanFields {
  private long count;
  private long sum;

  long count() {
    return count;
  }

  long sum() {
    return sum;
  }

  @Override
  void readField(CodedInputStream in, int field, int tag) throws IOException {
    if (field == SPAN_ID) {
      count++;
      sum += in.readBytes().asReadOnlyByteBuffer().getLong();
    } else {
      in.skipField(tag);
    }
  }
}
