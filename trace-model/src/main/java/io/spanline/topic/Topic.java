package io.spanline.topic;

import java.util.Map;
import org.apache.kafka.common.serialization.Serde;

/** A topic of the catalogue: its name, how its records are read and written, how it is created. */
public record Topic<K, V>(
    String name, Serde<K> key, Serde<V> value, int partitions, Map<String, String> configs) {
  public Topic {
    configs = Map.copyOf(configs);
  }
}
