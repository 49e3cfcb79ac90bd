package io.spanline.statistics;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;

/** Ascending numbers as bytes: the first as it is, each further one by its step. */
final class Ascending {
  private Ascending() {}

  /** How many bytes {@link #write} writes. */
  static int size(long[] numbers, int at) {
    return at == 0
        ? CodedOutputStream.computeSInt64SizeNoTag(numbers[0])
        : CodedOutputStream.computeUInt64SizeNoTag(numbers[at] - numbers[at - 1]);
  }

  static void write(CodedOutputStream out, long[] numbers, int at) throws IOException {
    if (at == 0) {
      out.writeSInt64NoTag(numbers[0]);
    } else {
      // A step from the least to the greatest long is right, too: it is read without a sign.
      out.writeUInt64NoTag(numbers[at] - numbers[at - 1]);
    }
  }

  static void read(CodedInputStream in, long[] numbers, int at) throws IOException {
    if (at == 0) {
      numbers[0] = in.readSInt64();
      return;
    }
    numbers[at] = numbers[at - 1] + in.readUInt64();
    if (numbers[at] < numbers[at - 1]) {
      throw new IllegalArgumentException("not a digest: a step beyond the greatest number");
    }
  }
}
