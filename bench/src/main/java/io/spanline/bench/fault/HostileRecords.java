package io.spanline.bench.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanline.bench.examine.RunFinding;
import io.spanline.harness.traffic.SpanBuilder;
import io.spanline.model.ParsedSpan;
import io.spanline.model.Span;
import io.spanline.otlp.OtlpJson;
import io.spanline.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Rows 15, 17 and 21: single records that nobody should send. */
final class HostileRecords {
  private static final int ROUNDS = 50;
  private static final Instant YEAR_2099 = Instant.parse("2099-12-31T23:59:59Z");
  private static final int UNPACKED = 64 << 20;

  private HostileRecords() {}

  /** Records that are not OTLP, among some in the encoding that the others do not have. */
  static void unreadable(FaultScene scene) throws Exception {
    HostileRun run = new HostileRun(scene);
    HostileSink sink = run.sink();
    Random random = scene.random();
    for (int round = 0; round < ROUNDS; round++) {
      Span span = SpanBuilder.entry("hostile").inTrace("unreadable-" + round).span();
      byte[] protobuf = span.fragment().toByteArray();
      byte[] json = OtlpJson.write(span.fragment());
      byte[] garbage = new byte[1 + random.nextInt(2_000)];
      random.nextBytes(garbage);
      // Field 0, which no message has.
      garbage[0] = 0;
      sink.sendUnreadable(garbage);
      sink.sendUnreadable(null);
      sink.sendUnreadable(new byte[0]);
      sink.sendUnreadable(Arrays.copyOf(protobuf, protobuf.length - 1 - round));
      sink.sendUnreadable(Arrays.copyOf(json, json.length - 1 - round));
      sink.sendUnreadable(("\ufeff" + new String(json, UTF_8)).getBytes(UTF_8));
      sink.sendUnreadable("a line of a log".getBytes(UTF_8));
      sink.sendUnreadable("{\"resourceSpans\":".concat("[".repeat(50_000)).getBytes(UTF_8));
      sink.send(span, json);
    }
    Aftermath aftermath = run.examine();
    int letters = sink.unreadable().size();
    scene.finding().expect("dead records", letters, aftermath.deadRecords());
    scene.finding().expect("dead letters as they came", letters, aftermath.lettersAsSent());
    aftermath.expectEverySpanOnce();
  }

  /** Clocks that are ahead, behind, at the ends of 64 bits, or go backwards. */
  static void wrongTimes(FaultScene scene) throws Exception {
    HostileRun run = new HostileRun(scene);
    long now = SpanBuilder.nanos(Instant.now());
    long later = now + Duration.ofHours(2).toNanos();
    long[] times = {
      0, 1, now, later, SpanBuilder.nanos(YEAR_2099), Long.MAX_VALUE, Long.MIN_VALUE, -1
    };
    int number = 0;
    for (long start : times) {
      for (long end : times) {
        Span span = SpanBuilder.entry("hostile").inTrace("times-" + number++).span();
        var otlp = span.otlp().toBuilder().setStartTimeUnixNano(start).setEndTimeUnixNano(end);
        run.sink().send(new ParsedSpan(span.origin(), span.scope(), otlp.build()));
      }
    }
    Aftermath aftermath = run.examine();
    aftermath.expectEverySpanOnce();
    // A span that ends at 0 has not ended.
    int unfinished = times.length;
    RunFinding finding = scene.finding();
    finding.expect("complete traces", number - unfinished, aftermath.outcomes("complete"));
    finding.expect("unfinished traces", unfinished, aftermath.outcomes("unfinished-root"));
  }

  /** A record of few bytes that are many once they are unpacked. */
  static void bomb(FaultScene scene) throws Exception {
    HostileRun run = new HostileRun(scene);
    String answer = answerToBomb(scene.broker().bootstrap());
    Aftermath aftermath = run.examine();
    RunFinding finding = scene.finding();
    finding.remark("the record was " + answer);
    finding.require(
        answer.equals("refused as too large"), "the broker's answer to the bomb: " + answer);
    finding.expect("dead records", 0, aftermath.deadRecords());
  }

  private static String answerToBomb(String bootstrap) throws InterruptedException {
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap,
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "zstd",
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            UNPACKED + (1 << 20),
            ProducerConfig.BUFFER_MEMORY_CONFIG,
            UNPACKED + (1L << 20));
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(Topics.OTLP_SPANS.name(), new byte[UNPACKED])).get();
      return "taken";
    } catch (ExecutionException e) {
      Throwable why = e.getCause() == null ? e : e.getCause();
      return why instanceof RecordTooLargeException ? "refused as too large" : why.toString();
    }
  }
}
