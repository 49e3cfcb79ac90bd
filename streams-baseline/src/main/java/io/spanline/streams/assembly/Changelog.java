package io.spanline.streams.assembly;

import java.util.HashMap;
import java.util.Map;

/**
 * How the changelogs of our stores are kept. Old rows are tombstoned within seconds; small segments
 * let compaction reach them, so that what is read back after a crash stays small.
 */
public final class Changelog {
  private Changelog() {}

  /** Of rows that any topic takes. */
  public static Map<String, String> ofSmallRows() {
    return Map.of(
        "segment.ms",
        "600000",
        "segment.bytes",
        String.valueOf(64 << 20),
        "min.cleanable.dirty.ratio",
        "0.1");
  }

  /** Of rows up to a span's bytes or a trace's skeleton: a topic takes 1 MiB by default. */
  static Map<String, String> ofLargeRows() {
    Map<String, String> configs = new HashMap<>(ofSmallRows());
    configs.put("max.message.bytes", String.valueOf(8 << 20));
    return configs;
  }
}
