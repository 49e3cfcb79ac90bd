package io.spanline.file;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells which lines of a capture lack the checksum that they must have: all have one, or none. */
final class Seals {
  private final boolean must;
  private boolean seen;
  // The first line without one, until another line had one; 0 where there is none.
  private long bare;

  Seals(@Nullable Manifest manifest) {
    must = manifest != null && manifest.capture().schema().equals(Manifest.Capture.SCHEMA);
  }

  /** The numbers of the lines that are found to lack it, now that this line was seen. */
  List<Long> add(ReadLine line) {
    if (line.sealed()) {
      seen = true;
      long late = bare;
      bare = 0;
      return late == 0 ? List.of() : List.of(late);
    }
    if (must || seen) {
      return List.of(line.number());
    }
    bare = bare == 0 ? line.number() : bare;
    return List.of();
  }
}
