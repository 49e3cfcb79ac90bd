package io.spanline.capture;

import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.AppInfoParser;

/** The versions of what writes a capture. */
final class Versions {
  private Versions() {}

  static SortedMap<String, String> ofThisBuild() {
    SortedMap<String, String> versions = new TreeMap<>();
    String spanline = Versions.class.getPackage().getImplementationVersion();
    // Classes that do not come from the jar, as in a test, carry no version.
    versions.put("spanline", spanline == null ? "development" : spanline);
    versions.put("kafka_clients", AppInfoParser.getVersion());
    versions.put("java", Runtime.version().toString());
    return versions;
  }
}
