package io.spanline.capture;

import io.spanline.file.Manifest;
import io.spanline.file.Manifest.Incomplete;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of the topic that a snapshot reads: offsets of each partition, and why traces of the
 * range may lie outside it, null where none can.
 */
public record Extent(
    String topic, List<Manifest.Offsets> partitions, @Nullable Incomplete incomplete) {
  public Extent {
    partitions = List.copyOf(partitions);
  }
}
