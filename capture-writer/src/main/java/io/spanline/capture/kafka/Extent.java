package io.spanline.capture.kafka;

import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.Manifest.Incomplete;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of the topic that a snapshot reads: offsets of each partition, and why traces of the
 * range may lie outside it, null if none can.
 */
public record Extent(
    String topic, List<Manifest.Offsets> partitions, @Nullable Incomplete incomplete) {
  public Extent {
    partitions = List.copyOf(partitions);
  }

  /** Whether a partition is read from another offset on than its very first. */
  public boolean beginsWithin(int partition) {
    return partitions.stream()
        .anyMatch(offsets -> offsets.partition() == partition && offsets.from() > 0);
  }

  /** This extent with further reasons; one that it has already is not repeated. */
  public Extent with(List<String> reasons) {
    List<String> all = new ArrayList<>();
    Incomplete before = incomplete == null ? new Incomplete(List.of(), 0, 0) : incomplete;
    all.addAll(before.reasons());
    reasons.stream().filter(reason -> !all.contains(reason)).forEach(all::add);
    return new Extent(
        topic,
        partitions,
        all.isEmpty() ? null : new Incomplete(all, before.openSpans(), before.openTraces()));
  }
}
