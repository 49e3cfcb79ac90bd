package io.spanline.harness.traffic;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes records as bytes; tells of one that was refused once it is flushed. */
public final class RecordSender implements AutoCloseable {
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicReference<@Nullable Exception> refused = new AtomicReference<>();
  private final Producer<String, byte @Nullable []> producer;

  /**
   * Makes a sender.
   *
   * @param more of the producer's configuration besides its broker
   */
  public RecordSender(String bootstrap, Map<String, Object> more) {
    Map<String, Object> configuration = new HashMap<>(more);
    configuration.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    this.producer =
        new KafkaProducer<>(configuration, new StringSerializer(), new ByteArraySerializer());
  }

  /** Sends a record; it may be on its way still when this returns. */
  @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of either end
  public void send(ProducerRecord<String, byte @Nullable []> record) {
    producer.send(
        record,
        (metadata, e) -> {
          if (e == null) {
            acknowledged.incrementAndGet();
          } else {
            refused.compareAndSet(null, e);
          }
        });
  }

  /** Records acknowledged so far. */
  public long acknowledged() {
    return acknowledged.get();
  }

  /**
   * Returns once every record is acknowledged.
   *
   * @throws IllegalStateException if one was refused
   */
  public void flush() {
    producer.flush();
    Exception problem = refused.get();
    if (problem != null) {
      throw new IllegalStateException("the broker refused a record", problem);
    }
  }

  /** Drops what is not acknowledged. */
  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
