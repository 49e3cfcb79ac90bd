package io.spanline.clients;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.model.Printable;
import io.spanline.topic.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Posts lines of a capture, each unchanged, to an OTLP/HTTP receiver. Retries for a while what the
 * OTLP specification calls retryable; any other failure ends the sending.
 */
public final class CaptureSender {
  private static final Set<Integer> RETRYABLE = Set.of(429, 502, 503, 504);
  private static final Duration TIME_OUT = Duration.ofSeconds(10);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final URI traces;
  private final Duration patience;

  /**
   * A sender to one receiver.
   *
   * @param receiver such as http://127.0.0.1:4318, with or without /v1/traces
   * @param patience how long to retry a line
   */
  public CaptureSender(URI receiver, Duration patience) {
    String text = receiver.toString().replaceFirst("/+$", "");
    this.traces = URI.create(text.endsWith("/v1/traces") ? text : text + "/v1/traces");
    this.patience = patience;
  }

  public URI target() {
    return traces;
  }

  /** Posts one line; throws unless the receiver takes all of it. */
  public void send(byte[] line) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    Duration pause = FIRST_PAUSE;
    while (true) {
      String refusal = attempt(line);
      if (refusal.isEmpty()) {
        return;
      }
      if (System.nanoTime() - deadline > 0) {
        throw ClientException.refused(
            "%s has not taken it for %d s: %s".formatted(traces, patience.toSeconds(), refusal));
      }
      TimeUnit.MILLISECONDS.sleep(pause.toMillis());
      pause = pause.multipliedBy(2);
      pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
  }

  /** Empty if the receiver took the line, else why to try again. */
  private String attempt(byte[] line) {
    HttpRequest request =
        HttpRequest.newBuilder(traces)
            .timeout(TIME_OUT)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(line))
            .build();
    HttpResponse<byte[]> answer;
    try {
      answer = Http.send(request);
    } catch (IOException e) {
      return "no answer (%s)".formatted(e.getClass().getSimpleName());
    }
    if (RETRYABLE.contains(answer.statusCode())) {
      return "answered " + answer.statusCode();
    }
    if (answer.statusCode() / 100 != 2) {
      throw ClientException.refused(
          "%s refused it: %d %s".formatted(traces, answer.statusCode(), shown(answer.body())));
    }
    requireAllTaken(answer.body());
    return "";
  }

  /** A receiver may answer 200 and still have taken only a part. */
  private void requireAllTaken(byte[] body) {
    JsonNode partial;
    try {
      partial = Json.MAPPER.readTree(body).path("partialSuccess");
    } catch (IOException e) {
      throw ClientException.refused(
          "%s answered 200 with no JSON: %s".formatted(traces, shown(body)));
    }
    if (partial.path("rejectedSpans").asLong() > 0) {
      throw ClientException.refused(
          "%s rejected %d spans of it: %s"
              .formatted(
                  traces,
                  partial.path("rejectedSpans").asLong(),
                  Printable.line(partial.path("errorMessage").asText())));
    }
  }

  private static String shown(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    return Printable.line(text.replaceAll("\\s+", " ").strip());
  }
}
