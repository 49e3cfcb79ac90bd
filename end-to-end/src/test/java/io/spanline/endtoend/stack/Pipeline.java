package io.spanline.endtoend.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.spanline.captures.FileFormat;
import io.spanline.captures.TimeRange;
import io.spanline.captures.api.SnapshotAnswer;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.ManifestJson;
import io.spanline.cli.Spanline;
import io.spanline.clients.Snapshots;
import io.spanline.harness.process.LinkedClone;
import io.spanline.harness.process.TopicReader;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What goes into a real stack, and the files that come out of it. */
final class Pipeline {
  private final DemoStack stack;

  Pipeline(DemoStack stack) {
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
    SnapshotAnswer answer =
        new Snapshots(stack.address(Port.CAPTURE_WRITER))
            .of(new TimeRange(from, to), new Snapshots.Order(baseline, "end to end", false));
    return FileFormat.JSON.valueToTree(answer);
  }

  /** The traces of a snapshot's capture, read from its file. */
  List<Trace> capture(JsonNode snapshot) throws IOException {
    try (var lines = Files.lines(file(snapshot, "capture"))) {
      return lines.map(line -> TraceJson.read(line.getBytes(StandardCharsets.UTF_8))).toList();
    }
  }

  Manifest manifest(JsonNode snapshot) throws IOException {
    return ManifestJson.read(Files.readAllBytes(file(snapshot, "manifest")));
  }

  /** A snapshot's baseline as plain YAML, every digit kept. */
  JsonNode baseline(JsonNode snapshot) throws IOException {
    return new YAMLMapper()
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .readTree(file(snapshot, "baseline").toFile());
  }

  byte[] baselineBytes(JsonNode snapshot) throws IOException {
    return Files.readAllBytes(file(snapshot, "baseline"));
  }

  /** What {@code spanline baseline compute} prints of a snapshot's capture. */
  byte[] computeOffline(JsonNode snapshot) throws Exception {
    return run(
        Spanline.class.getName(), "baseline", "compute", file(snapshot, "capture").toString());
  }

  /** What {@code spanline capture verify --against-topic} says of a snapshot's capture. */
  JsonNode verifyAgainstTopic(JsonNode snapshot) throws IOException {
    String id = snapshot.path("id").asText();
    LinkedClone.Ran ran =
        TypedInProcess.run(
            stack.linkedClone(), "./spanline capture verify " + id + " --against-topic --json");
    return FileFormat.JSON.readTree(ran.output()).path("against_topic");
  }

  /** What {@link QuantilesOfCapture} prints. */
  List<String> runSecondProgram(JsonNode snapshot) throws Exception {
    byte[] output = run(QuantilesOfCapture.class.getName(), file(snapshot, "capture").toString());
    return new String(output, StandardCharsets.UTF_8).lines().toList();
  }

  /** The output of a program of this class path, in a process of its own that must succeed. */
  private static byte[] run(String... mainAndArguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(mainAndArguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    byte[] output = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).isZero();
    return output;
  }

  /** Requests of the shop's services in every trace on the topic, by service. */
  Map<String, Counts> entriesOfTheTopicTraces() {
    Map<String, Counts> counts = new TreeMap<>();
    TopicReader.all(stack.address(Port.KAFKA), Topics.TRACES).stream()
        .flatMap(traceRecord -> traceRecord.value().requests().stream())
        .filter(span -> isOfTheShop(span.service()))
        .forEach(
            span ->
                counts.merge(span.service(), new Counts(1, span.isError() ? 1 : 0), Counts::plus));
    return counts;
  }

  static boolean isOfTheShop(String service) {
    return service.startsWith("service-");
  }

  /** Whether the Collector wrote metrics of a service. */
  boolean holdsMetricsOf(String service) {
    return TopicReader.all(stack.address(Port.KAFKA), Topics.OTLP_METRICS).stream()
        .anyMatch(
            metrics -> new String(metrics.value(), StandardCharsets.ISO_8859_1).contains(service));
  }

  /** Requests of a service, and how many of them were errors. */
  record Counts(int requests, int errors) {
    Counts plus(Counts other) {
      return new Counts(requests + other.requests, errors + other.errors);
    }
  }

  private Path file(JsonNode snapshot, String which) {
    return stack.file(snapshot.path(which).asText());
  }
}
