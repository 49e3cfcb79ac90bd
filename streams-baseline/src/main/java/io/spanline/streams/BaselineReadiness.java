package io.spanline.streams;

import io.spanline.rest.Readiness;
import io.spanline.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KafkaStreams;

/** Ready is: running, and every partition of the input is read here. */
final class BaselineReadiness implements Readiness {
  private final KafkaStreams streams;
  private final BaselineViews views;

  BaselineReadiness(KafkaStreams streams, BaselineViews views) {
    this.streams = streams;
    this.views = views;
  }

  @Override
  public List<String> missing() {
    List<String> missing = new ArrayList<>();
    if (streams.state() != KafkaStreams.State.RUNNING) {
      missing.add("Kafka Streams is " + streams.state());
    }
    long read =
        streams.metadataForLocalThreads().stream()
            .flatMap(thread -> thread.activeTasks().stream())
            .flatMap(task -> task.topicPartitions().stream())
            .filter(partition -> partition.topic().equals(Topics.OTLP_SPANS.name()))
            .count();
    if (read < Topics.OTLP_SPANS.partitions()) {
      missing.add(
          "%d of %d partitions of %s are read"
              .formatted(read, Topics.OTLP_SPANS.partitions(), Topics.OTLP_SPANS.name()));
    }
    return missing;
  }

  @Override
  public List<String> warnings() {
    long unkeyed = views.ledger().unkeyed();
    return unkeyed == 0
        ? List.of()
        : List.of(
            unkeyed
                + " records were not keyed by trace id, so a trace of theirs may be in pieces;"
                + " set partition_traces_by_id in the Collector's kafka exporter");
  }
}
