package io.spanline.endtoend;

import io.spanline.settings.Port;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The Collector's own counters, from its Prometheus page. */
final class CollectorMetrics {
  private CollectorMetrics() {}

  /** Spans that the Kafka exporter has sent. */
  static long sentToKafka(RealStack stack) throws Exception {
    String page =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(stack.url(Port.COLLECTOR_TELEMETRY) + "/metrics"))
                    .build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    return page.lines()
        .filter(line -> line.startsWith("otelcol_exporter_sent_spans"))
        .filter(line -> line.contains("exporter=\"kafka"))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .reduce(Long::sum)
        .orElseThrow(() -> new IllegalStateException("the Collector does not say what it sent"));
  }
}
