package io.spanline.endtoend.stack;

import io.spanline.model.Outcome;
import io.spanline.model.Span;
import io.spanline.model.Trace;
import io.spanline.otlp.Decoded;
import io.spanline.otlp.OtlpJson;
import io.spanline.otlp.OtlpReader;
import io.spanline.topic.Topics;
import io.spanline.topic.TraceJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Plants secrets in a running stack: as spans and metrics given to the Collector, as a request with
 * secret headers and parameters, and as a trace that another sender writes straight to {@code
 * traces}, past the Collector's allow-list.
 */
final class PlantedSecrets {
  /** In whatever goes through the Collector: it may be nowhere behind it. */
  static final String PLANTED = "PLANTED";

  /** In what is put into {@code traces} directly: it may be nowhere behind that topic. */
  static final String SMUGGLED = "SMUGGLED";

  /** The service of both. */
  static final String SERVICE = "planted-secrets";

  private static final String TRACE = "6e0c63257de34c926f9efcd03927272e";
  private static final String SMUGGLED_TRACE = "6e0c63257de34c926f9efcd03927272f";
  // The second that the files are of.
  private static final String WRITTEN = "1795305600";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Path files;

  /**
   * Plants nothing yet.
   *
   * @param files the folder {@code observability} with its requests
   */
  PlantedSecrets(Path files) {
    this.files = files;
  }

  /** The trace that the Collector is given. */
  static String traceId() {
    return TRACE;
  }

  /** Gives spans and metrics to a Collector, dated now; both have to be taken. */
  void giveTo(String collector) throws IOException, InterruptedException {
    post("http://" + collector + "/v1/traces", text("planted-secrets.json"));
    post("http://" + collector + "/v1/metrics", text("planted-metrics.json"));
  }

  /** Asks a service with secrets in headers and parameters; whatever it answers. */
  void askWith(String service) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://%s/orders/1?token=PLANTED-asked&card=PLANTED-card".formatted(service)))
            .header("Authorization", "Bearer PLANTED-asked-bearer")
            .header("Cookie", "session=PLANTED-asked-cookie")
            .header("User-Agent", "PLANTED-asked-agent")
            .timeout(Duration.ofSeconds(10))
            .build();
    http.send(request, HttpResponse.BodyHandlers.discarding());
  }

  /** Writes the same trace under another id to {@code traces}, as it is. */
  void smuggleTo(String kafka) throws IOException {
    String text = text("planted-secrets.json").replace(PLANTED, SMUGGLED);
    byte[] json = text.replace(TRACE, SMUGGLED_TRACE).getBytes(StandardCharsets.UTF_8);
    if (!(OtlpReader.spansOf(OtlpJson.read(json)) instanceof Decoded.Spans decoded)) {
      throw new IOException("planted-secrets.json holds no spans");
    }
    List<Span> spans = decoded.spans();
    Trace trace = new Trace(spans.get(0).traceId(), 1, Outcome.COMPLETE, spans);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka),
            new StringSerializer(),
            new ByteArraySerializer())) {
      var unused =
          producer.send(
              new ProducerRecord<>(Topics.TRACES.name(), SMUGGLED_TRACE, TraceJson.write(trace)));
      producer.flush();
    }
  }

  /** One of the files, its times moved to now, since a capture only holds what is young. */
  private String text(String file) throws IOException {
    String text = Files.readString(files.resolve(file));
    return text.replace(WRITTEN, String.valueOf(Instant.now().getEpochSecond()));
  }

  private void post(String url, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(10))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("%s answered %s".formatted(url, answer.statusCode()));
    }
  }
}
