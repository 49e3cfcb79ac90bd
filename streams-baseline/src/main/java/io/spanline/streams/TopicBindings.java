package io.spanline.streams;

import io.spanline.streams.statistics.StatisticsUpdate;
import io.spanline.topic.Topic;
import io.spanline.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.jspecify.annotations.Nullable;

/** How the topology reads and writes its topics: names, serdes, clock and partitions. */
final class TopicBindings {
  private TopicBindings() {}

  /** Bytes: a record that cannot be read must reach the dead letters as it came. */
  static Consumed<byte[], byte[]> spans() {
    return Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
        .withTimestampExtractor(TopicBindings::timestamp)
        .withName("otlp-spans");
  }

  /**
   * The record's own timestamp. One without (some old clients write -1) takes the partition's time
   * so far: Kafka Streams' own extractor would stop the application.
   */
  private static long timestamp(ConsumerRecord<Object, Object> record, long partitionTime) {
    return record.timestamp() >= 0 ? record.timestamp() : Math.max(0, partitionTime);
  }

  /** From what each input partition saw to where its row is folded. */
  static Repartitioned<String, StatisticsUpdate> statisticsUpdates() {
    return Repartitioned.<String, StatisticsUpdate>as("statistics-updates")
        .withKeySerde(Serdes.String())
        .withValueSerde(StatisticsUpdate.serde())
        .withStreamPartitioner(TopicBindings::partitions)
        .withNumberOfPartitions(Topics.STATISTICS_DIGESTS.partitions());
  }

  /** Parts go where their key says, a watermark goes to every partition. */
  private static Optional<Set<Integer>> partitions(
      String topic, String key, StatisticsUpdate update, int partitions) {
    if (update instanceof StatisticsUpdate.Watermark) {
      return Optional.of(IntStream.range(0, partitions).boxed().collect(Collectors.toSet()));
    }
    int hash = Utils.murmur2(key.getBytes(StandardCharsets.UTF_8));
    return Optional.of(Set.of(Utils.toPositive(hash) % partitions));
  }

  static <K, V> Produced<K, V> sink(Topic<K, V> topic) {
    return Produced.with(topic.key(), topic.value()).withName(topic.name() + "-sink");
  }

  /** The same for one side of what a stage says: written without a node that would take it out. */
  static <K, V, T> Produced<K, T> sink(Topic<K, V> topic, Function<T, @Nullable V> side) {
    return sink(topic.key(), topic.value().serializer(), side);
  }

  /** The same with serializers. */
  static <K, V, T> Produced<K, T> sink(
      Serde<K> keys, Serializer<V> values, Function<T, @Nullable V> side) {
    Serializer<T> sides =
        new Serializer<>() {
          @Override
          public byte @Nullable [] serialize(String name, T said) {
            return values.serialize(name, side.apply(said));
          }

          @Override
          public byte @Nullable [] serialize(String name, Headers headers, T said) {
            return values.serialize(name, headers, side.apply(said));
          }
        };
    Deserializer<T> none =
        (name, bytes) -> {
          throw new UnsupportedOperationException("nothing is read back from a sink");
        };
    return Produced.with(keys, Serdes.serdeFrom(sides, none));
  }

  /**
   * A topic of ours as a table on every instance, for the REST interface. A row that cannot be read
   * must not end the program: it would at each further start.
   */
  static <K, V> void view(
      StreamsBuilder builder,
      Topic<K, V> topic,
      KeyValueBytesStoreSupplier store,
      UnreadableRows unreadable) {
    Serde<V> rows = unreadable.skippedBy(topic);
    builder.globalTable(
        topic.name(),
        Consumed.with(topic.key(), rows).withName(store.name() + "-update"),
        Materialized.<K, V>as(store).withKeySerde(topic.key()).withValueSerde(rows));
  }
}
