package io.spanline.clients;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The Collector's own span counters, from its Prometheus page. They begin anew with the process,
 * and one that has never counted is not on the page.
 *
 * @param accepted from the services
 * @param refused to the services, which keep the spans and send them again
 * @param sentToKafka acknowledged by the broker
 * @param sentToJaeger acknowledged by Jaeger
 * @param failed given up: lost, unless the log says that they were sent again
 * @param startedAt when this process started to count; EPOCH if the page does not say
 */
public record CollectorCounters(
    long accepted,
    long refused,
    long sentToKafka,
    long sentToJaeger,
    long failed,
    Instant startedAt) {
  private static final Duration TIME_OUT = Duration.ofSeconds(5);

  /** Reads them once from the Collector telemetry's host and port. */
  public static CollectorCounters of(String address) {
    // Before the page is asked for: too early a start takes nobody's spans for older than it.
    Instant now = Instant.now();
    try {
      HttpResponse<byte[]> page =
          Http.send(
              HttpRequest.newBuilder(URI.create("http://" + address + "/metrics"))
                  .timeout(TIME_OUT)
                  .build());
      return parse(new String(page.body(), StandardCharsets.UTF_8).lines().toList(), now);
    } catch (IOException e) {
      throw ClientException.silent(
          "the Collector's metrics page does not answer at %s (%s)"
              .formatted(address, e.getClass().getSimpleName()));
    }
  }

  static CollectorCounters parse(List<String> lines, Instant now) {
    return new CollectorCounters(
        sum(lines, "otelcol_receiver_accepted_spans", ""),
        sum(lines, "otelcol_receiver_refused_spans", ""),
        sum(lines, "otelcol_exporter_sent_spans", "exporter=\"kafka"),
        sum(lines, "otelcol_exporter_sent_spans", "exporter=\"otlp"),
        sum(lines, "otelcol_exporter_enqueue_failed_spans", ""),
        lines.stream()
            .filter(line -> line.startsWith("otelcol_process_uptime"))
            .findFirst()
            .map(line -> now.minusMillis((long) (1000 * number(line))))
            .orElse(Instant.EPOCH));
  }

  private static long sum(List<String> lines, String metric, String label) {
    return lines.stream()
        .filter(line -> line.startsWith(metric) && line.contains(label))
        .mapToLong(line -> (long) number(line))
        .sum();
  }

  private static double number(String line) {
    return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }
}
