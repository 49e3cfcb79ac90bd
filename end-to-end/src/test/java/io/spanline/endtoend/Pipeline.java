package io.spanline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.spanline.bench.part.TopicReader;
import io.spanline.cli.client.Snapshots;
import io.spanline.model.Trace;
import io.spanline.settings.Port;
import io.spanline.topic.Topics;
import io.spanline.topic.TraceJson;
import io.spanline.traffic.SentRequest;
import io.spanline.traffic.Traffic;
import io.spanline.traffic.TrafficPlan;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What goes into a real stack, and the files that come out of it. */
final class Pipeline {
  private final RealStack stack;

  Pipeline(RealStack stack) {
    this.stack = stack;
  }

  /** Sends requests; fails unless each was answered as it asked. */
  List<SentRequest> traffic(TrafficPlan plan) throws InterruptedException {
    List<SentRequest> requests =
        new Traffic(URI.create(stack.url(Port.SERVICE_A))).run(plan, request -> {});
    assertThat(requests).allMatch(SentRequest::isAsExpected);
    return requests;
  }

  JsonNode snapshot(Instant from, Instant to, String baseline) {
    return new Snapshots(stack.address(Port.CAPTURE_WRITER))
        .between(from, to, new Snapshots.Order(baseline, "end to end", false));
  }

  /** The traces of a snapshot's capture, read from its file. */
  List<Trace> capture(JsonNode snapshot) throws IOException {
    try (var lines = Files.lines(file(snapshot, "capture"))) {
      return lines.map(line -> TraceJson.read(line.getBytes(StandardCharsets.UTF_8))).toList();
    }
  }

  /** A snapshot's baseline as plain YAML, every digit kept. */
  JsonNode baseline(JsonNode snapshot) throws IOException {
    return new YAMLMapper()
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .readTree(file(snapshot, "baseline").toFile());
  }

  /** What {@link QuantilesOfCapture} prints, a process of its own. */
  List<String> runSecondProgram(JsonNode snapshot) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                QuantilesOfCapture.class.getName(),
                file(snapshot, "capture").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return output.lines().toList();
  }

  /** Entry spans of every trace on the topic, by service. */
  Map<String, Counts> entriesOfTheTopicTraces() {
    Map<String, Counts> counts = new TreeMap<>();
    TopicReader.all(stack.address(Port.KAFKA), Topics.TRACES).stream()
        .flatMap(traceRecord -> traceRecord.value().entrySpans().stream())
        // The planted span says that it is years old: its window is past the retention at once.
        .filter(span -> !span.service().equals("planted-secrets"))
        .forEach(
            span ->
                counts.merge(span.service(), new Counts(1, span.isError() ? 1 : 0), Counts::plus));
    return counts;
  }

  /** The raw records that the Collector wrote of a trace. */
  List<String> recordsOf(String traceId) {
    return TopicReader.all(stack.address(Port.KAFKA), Topics.OTLP_SPANS).stream()
        .filter(spans -> traceId.equals(spans.key()))
        .map(spans -> new String(spans.value(), StandardCharsets.ISO_8859_1))
        .toList();
  }

  /** Requests of a service, and how many of them were errors. */
  record Counts(int requests, int errors) {
    Counts plus(Counts other) {
      return new Counts(requests + other.requests, errors + other.errors);
    }
  }

  private static Path file(JsonNode snapshot, String which) {
    return RealStack.root().resolve(snapshot.path(which).asText());
  }
}
