package io.spanline.capture;

import io.spanline.captures.WriterVersion;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.AppInfoParser;

/** The versions of what writes a capture. */
final class Versions {
  private Versions() {}

  static SortedMap<String, String> ofThisBuild() {
    SortedMap<String, String> versions = new TreeMap<>();
    versions.put(WriterVersion.KEY, WriterVersion.current());
    versions.put("kafka_clients", AppInfoParser.getVersion());
    versions.put("java", Runtime.version().toString());
    return versions;
  }
}
