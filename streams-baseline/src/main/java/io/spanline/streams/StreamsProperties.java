package io.spanline.streams;

import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The configuration of Kafka Streams, with its reasons. */
final class StreamsProperties {
  /** Names the group, the internal topics and the transactions: part of the interface. */
  static final String APPLICATION_ID = "spanline-streams-baseline";

  private static final String CLIENT_ID = "streams-baseline";
  private static final long LEAST_TRANSACTION_MILLIS = 60_000;
  // Only the ledger's store has a cache, of one row a partition.
  private static final long CACHE_BYTES = 1 << 20;

  // Some 80 traces: of 16 kB, as it comes, a batch holds five, and each costs broker and network.
  private static final int BATCH_BYTES = 256 << 10;
  // What a batch is made of stays on the heap until it is sent: of a tenth of a second, as Kafka
  // Streams has it, most grows old.
  private static final int LINGER_MILLIS = 20;
  // Some 300 spans of a partition: of 1 MiB, as it comes, an answer waits so long that it grows
  // old.
  private static final int FETCH_BYTES = 256 << 10;
  // What a consumer asks for next waits until its fetch of a topic's end is answered: by default
  // half a second, three times at a start.
  private static final int FETCH_WAIT_MILLIS = 100;
  // Of a thread's producer. Whatever waits is heap: where the broker is slow, the thread waits.
  private static final int WAITING_BYTES = 16 << 20;

  private StreamsProperties() {}

  static Properties of(Settings settings) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.address(Port.KAFKA));
    // What is in logs and metrics; one per instance, so that those of a broker can be told apart.
    properties.put(
        StreamsConfig.CLIENT_ID_CONFIG, CLIENT_ID + "-" + settings.value(Catalogue.INSTANCE));
    // What the other instances name when they are asked for a trace of ours.
    properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, applicationServer(settings));
    properties.put(
        StreamsConfig.STATE_DIR_CONFIG,
        settings.value(Catalogue.STATE_DIR).toAbsolutePath().toString());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads());
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitMillis(settings));
    // A task has one input partition. To find out that none of them is empty takes 3 % of the CPU.
    properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
    properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SmallRocksDb.class);
    // The broker's own default: 1 on a laptop, 3 where somebody cares.
    properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1);
    consumer(properties, settings);
    producer(properties, settings);
    return properties;
  }

  /**
   * The address of this instance's REST interface, as it tells the other instances: they are on
   * this machine, where one that listens on every address is reached by the loopback.
   */
  static String applicationServer(Settings settings) {
    return settings.address(Port.STREAMS_BASELINE);
  }

  /** A thread takes a core at most; more than there are partitions would have nothing to do. */
  static int threads() {
    int cores = Runtime.getRuntime().availableProcessors();
    return Math.min(cores, Topics.OTLP_SPANS.partitions());
  }

  private static void consumer(Properties properties, Settings settings) {
    // A static member: a restart after a crash takes its tasks back at once.
    put(
        properties,
        "main.consumer.",
        ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
        settings.value(Catalogue.INSTANCE));
    put(properties, "main.consumer.", ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 20_000);
    put(properties, "main.consumer.", ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
    put(properties, "main.consumer.", ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    for (String client : List.of("global.consumer.", "restore.consumer.")) {
      put(properties, client, ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS);
    }
  }

  private static void producer(Properties properties, Settings settings) {
    put(properties, "producer.", ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    put(properties, "producer.", ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    put(properties, "producer.", ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
    put(properties, "producer.", ProducerConfig.BUFFER_MEMORY_CONFIG, WAITING_BYTES);
    put(properties, "producer.", ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_TRACE_BYTES);
    // Longer than the longest time between commits, and than a task that is taken over reads input
    // again; it also bounds how long a dead instance keeps readers from what others wrote.
    long transaction = Math.max(LEAST_TRANSACTION_MILLIS, 3 * commitMillis(settings));
    put(
        properties,
        "producer.",
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
        Math.toIntExact(transaction));
  }

  private static long commitMillis(Settings settings) {
    // A transaction may last 15 minutes on a broker as it comes; three intervals must fit.
    Duration longest = Duration.ofMinutes(5);
    Duration interval = settings.value(Catalogue.COMMIT_INTERVAL);
    return interval.compareTo(longest) > 0 ? longest.toMillis() : interval.toMillis();
  }

  private static void put(Properties properties, String client, String name, Object value) {
    properties.put(client + name, value);
  }
}
