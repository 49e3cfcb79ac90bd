package io.spanline.streams;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.jspecify.annotations.Nullable;

/**
 * The producer of a stream thread without transactions. Records of changelogs wait for the flush
 * before a commit and go out in turns, each once the turns before it are on the broker; all other
 * records go first, at once. So whatever a crash cuts off, no row is there without that for which
 * it stands. After a record that failed no row goes out any more: Kafka Streams replaces the
 * thread.
 */
final class OutputFirstProducer implements Producer<byte[], byte[]> {
  /** A record of a changelog, and who waits for it. */
  private record Waiting(
      ProducerRecord<byte[], byte[]> record,
      @Nullable Callback callback,
      CompletableFuture<RecordMetadata> sent) {}

  private final Producer<byte[], byte[]> producer;
  private final ChangelogOrder order;
  private final List<Queue<Waiting>> turns = new ArrayList<>();
  // Written by the producer's own thread.
  private volatile @Nullable Exception failure;

  OutputFirstProducer(Producer<byte[], byte[]> producer, ChangelogOrder order) {
    this.producer = producer;
    this.order = order;
    for (int turn = 0; turn < order.turns(); turn++) {
      turns.add(new ArrayDeque<>());
    }
  }

  @Override
  public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
    return send(record, null);
  }

  @Override
  public Future<RecordMetadata> send(
      ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
    int turn = order.turnOf(record.topic());
    if (turn == ChangelogOrder.AT_ONCE) {
      return producer.send(record, watched(callback));
    }
    Waiting waiting = new Waiting(record, callback, new CompletableFuture<>());
    turns.get(turn).add(waiting);
    return waiting.sent();
  }

  @Override
  public void flush() {
    producer.flush();
    for (Queue<Waiting> turn : turns) {
      if (!turn.isEmpty()) {
        for (Waiting next = turn.poll(); next != null; next = turn.poll()) {
          sendInTurn(next);
        }
        producer.flush();
      }
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback says what becomes of it
  private void sendInTurn(Waiting waiting) {
    Callback done = watched(completing(waiting));
    Exception before = failure;
    if (before == null) {
      producer.send(waiting.record(), done);
    } else {
      done.onCompletion(null, new KafkaException("a record that has to come first failed", before));
    }
  }

  private static Callback completing(Waiting waiting) {
    return (metadata, exception) -> {
      if (waiting.callback() != null) {
        waiting.callback().onCompletion(metadata, exception);
      }
      if (exception == null) {
        waiting.sent().complete(metadata);
      } else {
        waiting.sent().completeExceptionally(exception);
      }
    };
  }

  private Callback watched(@Nullable Callback callback) {
    return (metadata, exception) -> {
      if (exception != null && failure == null) {
        failure = exception;
      }
      if (callback != null) {
        callback.onCompletion(metadata, exception);
      }
    };
  }

  @Override
  public void initTransactions() {
    producer.initTransactions();
  }

  @Override
  public void beginTransaction() {
    producer.beginTransaction();
  }

  @Override
  public void sendOffsetsToTransaction(
      Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
    producer.sendOffsetsToTransaction(offsets, group);
  }

  @Override
  public void commitTransaction() {
    producer.commitTransaction();
  }

  @Override
  public void abortTransaction() {
    producer.abortTransaction();
  }

  @Override
  public void registerMetricForSubscription(KafkaMetric metric) {
    producer.registerMetricForSubscription(metric);
  }

  @Override
  public void unregisterMetricFromSubscription(KafkaMetric metric) {
    producer.unregisterMetricFromSubscription(metric);
  }

  @Override
  public List<PartitionInfo> partitionsFor(String topic) {
    return producer.partitionsFor(topic);
  }

  @Override
  public Map<MetricName, ? extends Metric> metrics() {
    return producer.metrics();
  }

  @Override
  public Uuid clientInstanceId(Duration timeout) {
    return producer.clientInstanceId(timeout);
  }

  /** What still waits stands for nothing that was committed: it is left out. */
  @Override
  public void close() {
    producer.close();
  }

  @Override
  public void close(Duration timeout) {
    producer.close(timeout);
  }
}
