package io.spanline.captures.line;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The admitted resources, or scopes, that came last: traces of the same processes have the same
 * ones.
 */
final class KnownParts<T> {
  private static final int ENTRIES = 32;

  private final List<Part<T>> parts = new ArrayList<>();
  private int next;

  @SuppressWarnings("ArrayRecordComponent") // never changed
  private record Part<T>(byte[] json, T meant) {}

  /** The one that comes next, which is then behind the reading; null where it is not known. */
  @Nullable T take(CanonicalJson json) {
    for (int i = 0; i < parts.size(); i++) {
      Part<T> part = parts.get(i);
      if (json.takeAll(part.json)) {
        return part.meant;
      }
    }
    return null;
  }

  /** Takes a part as it is written, and what it means. */
  void add(byte[] json, T meant) {
    if (parts.size() < ENTRIES) {
      parts.add(new Part<>(json, meant));
    } else {
      parts.set(next, new Part<>(json, meant));
      next = (next + 1) % ENTRIES;
    }
  }
}
