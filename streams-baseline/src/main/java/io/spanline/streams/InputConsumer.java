package io.spanline.streams;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A stream thread's own consumer, which that thread can ask whether it has read everything. */
final class InputConsumer extends KafkaConsumer<byte[], byte[]> {
  private static final ThreadLocal<InputConsumer> OF_THIS_THREAD = new ThreadLocal<>();

  private final RecordBytes bytes;
  private final Metric answeredFetches;
  private @Nullable BrokerAnswers answers;

  InputConsumer(Map<String, Object> config) {
    this(config, new RecordBytes());
  }

  private InputConsumer(Map<String, Object> config, RecordBytes bytes) {
    super(config, bytes, bytes);
    this.bytes = bytes;
    // Looked for once: there are hundreds of metrics.
    answeredFetches =
        metrics().values().stream()
            .filter(metric -> metric.metricName().name().equals("fetch-total"))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("the consumer counts no fetches"));
  }

  /** The consumer that this thread polls; null if it polls none. */
  static @Nullable InputConsumer ofThisThread() {
    return OF_THIS_THREAD.get();
  }

  /**
   * Takes back keys and values that this thread polled and nobody reads any more; keeps nothing if
   * the thread has polled none yet.
   */
  static Consumer<byte[]> spentOfThread() {
    InputConsumer consumer = OF_THIS_THREAD.get();
    return consumer == null ? array -> {} : consumer.bytes::spent;
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    OF_THIS_THREAD.set(this);
    return super.poll(timeout);
  }

  /** Whether nothing of the partition is left to read, by a broker that still answers. */
  boolean hasReadAll(TopicPartition partition, long nanoTime) {
    // Asked first and each time, so that no answer is overlooked.
    return brokerAnswers(nanoTime)
        && assignment().contains(partition)
        && currentLag(partition).orElse(1) == 0;
  }

  private boolean brokerAnswers(long nanoTime) {
    double answered = ((Number) answeredFetches.metricValue()).doubleValue();
    if (answers == null) {
      answers = new BrokerAnswers(answered, nanoTime);
    }
    return answers.keepComing(answered, nanoTime);
  }
}
