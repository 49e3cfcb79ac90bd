package io.spanline.streams;

import io.spanline.api.HealthReport;
import io.spanline.api.HealthReport.Restoring;
import io.spanline.rest.Readiness;
import io.spanline.streams.rest.Instances;
import io.spanline.streams.rest.NotReadyException;
import io.spanline.streams.rest.Tables;
import io.spanline.topic.Ledger;
import io.spanline.topic.Topics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Ready is: running with every task that is this instance's, and every partition of the input read
 * by some instance.
 *
 * @param state of Kafka Streams
 * @param reading partitions of the input that tasks of this instance read
 */
record BaselineReadiness(
    Supplier<KafkaStreams.State> state,
    Supplier<Set<Integer>> reading,
    Instances instances,
    RestoreProgress progress,
    Tables tables)
    implements Readiness {

  @Override
  public List<String> missing() {
    List<String> missing = new ArrayList<>();
    KafkaStreams.State now = state.get();
    if (now != KafkaStreams.State.RUNNING) {
      missing.add("Kafka Streams is " + now);
    }
    for (Restoring store : progress.now()) {
      missing.add(
          "%s of partition %d is read back: %d of %d records"
              .formatted(store.store(), store.partition(), store.restored(), store.total()));
    }
    try {
      missing.addAll(unread(instances.all()));
    } catch (NotReadyException e) {
      missing.add(String.valueOf(e.getMessage()));
    }
    return missing;
  }

  private List<String> unread(List<HealthReport.Instance> all) {
    List<String> missing = new ArrayList<>();
    Set<Integer> assigned = new HashSet<>();
    all.forEach(instance -> assigned.addAll(instance.partitions()));
    if (assigned.size() < Topics.OTLP_SPANS.partitions()) {
      missing.add(
          "%d of %d partitions of %s are read by any instance"
              .formatted(
                  assigned.size(), Topics.OTLP_SPANS.partitions(), Topics.OTLP_SPANS.name()));
    }
    Set<Integer> own = new HashSet<>();
    all.stream()
        .filter(HealthReport.Instance::self)
        .forEach(instance -> own.addAll(instance.partitions()));
    own.removeAll(reading.get());
    if (!own.isEmpty()) {
      missing.add("partitions %s are this instance's and not read yet".formatted(own));
    }
    return missing;
  }

  @Override
  public List<String> warnings() {
    long unkeyed;
    try {
      unkeyed = tables.ledger().stream().mapToLong(Ledger::unkeyed).sum();
    } catch (NotReadyException e) {
      return List.of();
    }
    return unkeyed == 0
        ? List.of()
        : List.of(
            unkeyed
                + " records were not keyed by trace id, so their traces may be in pieces;"
                + " set partition_traces_by_id in the Collector's kafka exporter");
  }
}
