package io.spanline.captures.line;

import io.opentelemetry.proto.common.v1.KeyValue;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The admitted attributes of spans that came last, as they are written: most of the text of a trace
 * are the same few hundred. Of one thread.
 */
final class KnownAttributes {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  // Behind the brace, the word "key", its colon and a quote come the first characters of the key.
  private static final int KEY_AT = 8;
  private static final int LONGEST = 256;
  private static final int SETS = 128;
  private static final int OF_A_KEY = 8;

  private final @Nullable Known[] known = new Known[SETS * OF_A_KEY];
  private int next;

  /**
   * An attribute.
   *
   * @param wanted by a summary; null where it is not
   */
  @SuppressWarnings("ArrayRecordComponent") // never changed
  record Known(byte[] json, @Nullable KeyValue wanted) {}

  /** The one that comes next, which is then behind the reading; null where it is not known. */
  @Nullable Known take(CanonicalJson json) {
    int set = set(json.bytes(), json.position());
    for (int i = set; i < set + OF_A_KEY; i++) {
      Known each = known[i];
      if (each == null) {
        return null;
      }
      if (json.takeAll(each.json)) {
        return each;
      }
    }
    return null;
  }

  /** Takes an attribute as it is written, and what of it is wanted. */
  void add(byte[] json, @Nullable KeyValue wanted) {
    if (json.length > LONGEST) {
      return;
    }
    int set = set(json, 0);
    int free = 0;
    while (free < OF_A_KEY && known[set + free] != null) {
      free++;
    }
    if (free == OF_A_KEY) {
      // Half of them stay: what came early is frequent.
      next = (next + 1) % (OF_A_KEY / 2);
      free = OF_A_KEY / 2 + next;
    }
    known[set + free] = new Known(json, wanted);
  }

  /** Where those of a key begin, told by its first characters. */
  private static int set(byte[] json, int at) {
    int from = at + KEY_AT;
    if (from + 2 * Long.BYTES > json.length) {
      return 0;
    }
    long hash = 31 * (long) EIGHT.get(json, from) + (long) EIGHT.get(json, from + Long.BYTES);
    return (int) ((hash * 0x9E3779B97F4A7C15L) >>> 57) * OF_A_KEY;
  }
}
