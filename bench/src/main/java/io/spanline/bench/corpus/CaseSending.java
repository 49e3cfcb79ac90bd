package io.spanline.bench.corpus;

import io.spanline.harness.traffic.RecordSender;
import io.spanline.settings.Port;
import io.spanline.topic.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends the files of cases. */
final class CaseSending implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofSeconds(20);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI collector;
  private final RecordSender records;

  CaseSending(CorpusStack stack) {
    this.collector = URI.create("http://" + stack.address(Port.OTLP_HTTP) + "/v1/traces");
    this.records = new RecordSender(stack.address(Port.KAFKA), Map.of());
  }

  /**
   * Sends each message, as if its latest span ended now.
   *
   * @return the statuses of the Collector's answers; none if all went to the topic
   */
  List<Integer> send(Case row, CaseFile file) throws IOException, InterruptedException {
    CaseFile moved = file.endingAt(Instant.now());
    List<Integer> answers = new ArrayList<>();
    for (byte[] message : moved.messages()) {
      if (row.to() != Case.Way.TOPIC) {
        answers.add(post(message, moved.encoding().contentType()));
      }
      if (row.to() != Case.Way.COLLECTOR) {
        records.send(new ProducerRecord<>(Topics.OTLP_SPANS.name(), moved.key(message), message));
        records.flush();
      }
    }
    return answers;
  }

  private int post(byte[] message, String contentType) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(collector)
            .timeout(ANSWER)
            .header("content-type", contentType)
            .POST(HttpRequest.BodyPublishers.ofByteArray(message))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  @Override
  public void close() {
    records.close();
  }
}
