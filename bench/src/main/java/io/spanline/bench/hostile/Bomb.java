package io.spanline.bench.hostile;

import io.spanline.bench.examine.RunFinding;
import io.spanline.topic.Topics;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Row 21: a record of few bytes that are many once they are unpacked. */
final class Bomb extends HostileInput {
  private static final int UNPACKED = 64 << 20;

  private String answer = "taken";

  @Override
  void send(HostileSink sink) throws InterruptedException {
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            sink.bootstrap(),
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "zstd",
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            UNPACKED + (1 << 20),
            ProducerConfig.BUFFER_MEMORY_CONFIG,
            UNPACKED + (1L << 20));
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(Topics.OTLP_SPANS.name(), new byte[UNPACKED])).get();
    } catch (ExecutionException e) {
      Throwable why = e.getCause() == null ? e : e.getCause();
      answer = why instanceof RecordTooLargeException ? "refused as too large" : why.toString();
    }
  }

  @Override
  void judge(HostileSink sent, Aftermath aftermath, RunFinding finding) {
    finding.remark("the record was " + answer);
    if (!answer.equals("refused as too large")) {
      finding.problem("the broker's answer to the bomb: " + answer);
    }
    finding.expect("dead records", 0, aftermath.deadRecords());
  }
}
