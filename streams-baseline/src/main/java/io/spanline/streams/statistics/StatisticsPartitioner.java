package io.spanline.streams.statistics;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Parts go where their key says, a watermark goes to every partition. */
public final class StatisticsPartitioner implements StreamPartitioner<String, StatisticsUpdate> {
  @Override
  public Optional<Set<Integer>> partitions(
      String topic, String key, StatisticsUpdate update, int partitions) {
    if (update instanceof StatisticsUpdate.Watermark) {
      return Optional.of(IntStream.range(0, partitions).boxed().collect(Collectors.toSet()));
    }
    int hash = Utils.murmur2(key.getBytes(StandardCharsets.UTF_8));
    return Optional.of(Set.of(Utils.toPositive(hash) % partitions));
  }
}
