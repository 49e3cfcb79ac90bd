package io.spanline.streams.store;

import java.util.HashMap;
import java.util.Map;

/**
 * How the changelogs of our stores are kept. Old rows are overwritten or tombstoned within seconds;
 * small segments let compaction reach them, since of the last one all is read back after a crash.
 */
public final class Changelog {
  private Changelog() {}

  /** For a store on disk, which after a stop is read back from where it was, however long ago. */
  public static Map<String, String> ofStoreOnDisk() {
    return Map.of(
        "segment.ms",
        "600000",
        "segment.bytes",
        String.valueOf(16 << 20),
        "min.cleanable.dirty.ratio",
        "0.1");
  }

  /** For a store on the heap, which is always read back from the beginning, within minutes. */
  public static Map<String, String> ofStoreOnHeap() {
    Map<String, String> configs = new HashMap<>(ofStoreOnDisk());
    // A row is up to a span's bytes or a trace's skeleton: a topic takes 1 MiB by default.
    configs.put("max.message.bytes", String.valueOf(8 << 20));
    // One tombstone a span: by default each would be kept, and read back, for 24 hours.
    configs.put("delete.retention.ms", "600000");
    return configs;
  }
}
