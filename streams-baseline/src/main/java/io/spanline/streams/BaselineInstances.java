package io.spanline.streams;

import io.spanline.api.HealthReport.Instance;
import io.spanline.streams.rest.Instances;
import io.spanline.streams.rest.NotReadyException;
import io.spanline.topic.Topics;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/**
 * The instances that the group's last assignment names. One that died is among them until the group
 * takes its partitions away.
 *
 * @param self this instance's own address, as it tells the group
 */
record BaselineInstances(KafkaStreams streams, String self) implements Instances {
  @Override
  public List<Instance> all() {
    try {
      Collection<StreamsMetadata> known = streams.metadataForAllStreamsClients();
      return known.stream()
          .map(this::instance)
          .sorted(Comparator.comparing(Instance::address))
          .toList();
    } catch (IllegalStateException | InvalidStateStoreException e) {
      // The second is what a program that has not started says, though no store is asked for.
      throw new NotReadyException("this instance has no part of the work yet", e);
    }
  }

  private Instance instance(StreamsMetadata metadata) {
    String address = metadata.host() + ":" + metadata.port();
    List<Integer> partitions =
        metadata.topicPartitions().stream()
            .filter(partition -> partition.topic().equals(Topics.OTLP_SPANS.name()))
            .map(TopicPartition::partition)
            .toList();
    return new Instance(address, partitions, address.equals(self));
  }
}
