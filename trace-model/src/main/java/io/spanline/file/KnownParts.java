package io.spanline.file;

import io.opentelemetry.proto.trace.v1.ResourceSpans;
import org.jspecify.annotations.Nullable;

/** The admitted resources that came last: traces of the same processes have the same ones. */
final class KnownParts {
  private static final int ENTRIES = 32;

  private final Part[] parts = new Part[ENTRIES];
  private int next;

  @SuppressWarnings("ArrayRecordComponent") // never changed
  private record Part(byte[] json, ResourceSpans origin) {}

  /** The one that comes next, which is then behind the reading; null where it is not known. */
  @Nullable ResourceSpans take(CanonicalJson json) {
    for (Part part : parts) {
      if (part == null) {
        return null;
      }
      if (json.takeAll(part.json)) {
        return part.origin;
      }
    }
    return null;
  }

  /** Takes a resource as it is written, and what came of it. */
  void add(byte[] json, ResourceSpans origin) {
    parts[next] = new Part(json, origin);
    next = (next + 1) % ENTRIES;
  }
}
