package io.spanline.bench.replay;

import java.nio.ByteBuffer;

/** Counts the requests without a body that end in the bytes of one connection. */
final class RequestEnds {
  private static final byte[] END = {'\r', '\n', '\r', '\n'};

  private int matched;

  /** How many end in these bytes, which follow those before. */
  int in(ByteBuffer bytes) {
    int ended = 0;
    while (bytes.hasRemaining()) {
      byte next = bytes.get();
      matched = next == END[matched] ? matched + 1 : next == '\r' ? 1 : 0;
      if (matched == END.length) {
        matched = 0;
        ended++;
      }
    }
    return ended;
  }
}
