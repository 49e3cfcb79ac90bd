package io.spanline.bench.load;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.spanline.topic.Json;
import io.spanline.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;

/** Fills {@code otlp_spans} from a source; a program. */
public final class Filler {
  private static final int RECORDS_A_LOOK = 256;

  private final KafkaProducer<String, byte[]> producer;
  private final Source source;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  private Filler(KafkaProducer<String, byte[]> producer, Source source) {
    this.producer = producer;
    this.source = source;
  }

  /**
   * What was sent.
   *
   * @param bytes of all values
   * @param idSum of all span ids, as big-endian numbers
   */
  public record Filled(
      long spans, long records, long bytes, double seconds, @JsonProperty("id_sum") long idSum) {}

  /**
   * Fills: the address of a broker, a source as JSON, a seed, and the file to say what was sent.
   */
  public static void main(String[] args) throws Exception {
    Source source = Json.read(args[1].getBytes(StandardCharsets.UTF_8), Source.class);
    Map<String, Object> properties =
        Map.of(
            "bootstrap.servers",
            args[0],
            "linger.ms",
            20,
            "batch.size",
            256 << 10,
            "buffer.memory",
            64L << 20,
            "acks",
            "1",
            "enable.idempotence",
            false);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
      Filled filled = new Filler(producer, source).fill(Long.parseLong(args[2]));
      Path file = Path.of(args[3]);
      Path part = file.resolveSibling(file.getFileName() + ".part");
      Files.write(part, Json.write(filled));
      Files.move(part, file);
    }
  }

  private Filled fill(long seed) throws Exception {
    TraceMill mill = new TraceMill(source, seed);
    long began = System.nanoTime();
    long spans = 0;
    long records = 0;
    long bytes = 0;
    while (mill.hasNext()) {
      TraceMill.Made made = mill.next();
      send(made);
      spans += made.spans();
      records++;
      bytes += made.value().length;
      if (records % RECORDS_A_LOOK == 0) {
        throwIfFailed();
        long due =
            began + (long) (spans * (double) TimeUnit.SECONDS.toNanos(1) / source.perSecond());
        LockSupport.parkNanos(due - System.nanoTime());
      }
    }
    producer.flush();
    throwIfFailed();
    return new Filled(spans, records, bytes, (System.nanoTime() - began) / 1e9, mill.idSum());
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of a failure
  private void send(TraceMill.Made made) {
    producer.send(
        new ProducerRecord<>(
            Topics.OTLP_SPANS.name(), partition(made.key()), made.key(), made.value()),
        (metadata, e) -> {
          if (e != null) {
            failure.compareAndSet(null, e);
          }
        });
  }

  /** As a producer chooses it by itself if all partitions get records. */
  private int partition(String key) {
    int hash = Utils.murmur2(key.getBytes(StandardCharsets.UTF_8));
    return Utils.toPositive(hash) % source.partitions();
  }

  private void throwIfFailed() throws IOException {
    Exception e = failure.get();
    if (e != null) {
      throw new IOException("a record could not be written", e);
    }
  }
}
