package io.spanline.stack.tool;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a program in the cache came from.
 *
 * @param note name of the file beside it that says so
 * @param facts what it says, besides tool, version and time
 */
record Provenance(String note, Map<String, String> facts) {
  private static final String BUILT = "built.json";

  Provenance {
    facts = Map.copyOf(facts);
  }

  /**
   * Built here.
   *
   * @param stamp the variable and value by which the program says its version; empty if it says it
   *     anyway
   */
  static Provenance built(String module, String stamp) {
    Map<String, String> facts = new TreeMap<>(Map.of("how", "built with Go: " + module));
    if (!stamp.isEmpty()) {
      facts.put("stamp", stamp);
    }
    return new Provenance(BUILT, facts);
  }

  /** Downloaded, with the sum that its project publishes. */
  static Provenance downloaded(URI from, URI sums, String sha256) {
    return new Provenance(
        "downloaded.json",
        Map.of(
            "how",
            "downloaded",
            "from",
            from.toString(),
            "sums",
            sums.toString(),
            "sha256",
            sha256));
  }

  boolean isBuilt() {
    return note.equals(BUILT);
  }

  /** The whole note. */
  Map<String, String> of(Tool tool, Clock clock) {
    Map<String, String> all = new TreeMap<>(facts);
    all.put("tool", tool.title());
    all.put("version", tool.version());
    all.put("when", clock.instant().toString());
    return all;
  }
}
