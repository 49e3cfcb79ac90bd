package io.spanline.clients;

import io.spanline.model.Trace;
import io.spanline.topic.Topics;
import io.spanline.topic.TraceJson;
import io.spanline.topic.TraceSerde;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Finds traces by the beginning of their id and joins their revisions. */
public final class TraceSearch {
  private final String prefix;
  private final Map<String, List<Trace>> found = new TreeMap<>();

  private TraceSearch(String prefix) {
    this.prefix = prefix;
  }

  /**
   * The traces by id that the topic {@code traces} holds now and whose id begins with the prefix.
   */
  public static List<Trace> inTopic(String bootstrap, String prefix) {
    TraceSearch search = new TraceSearch(prefix);
    CommittedRecords.read(
        bootstrap, CommittedRecords.held(bootstrap, Topics.TRACES.name()), search::add);
    return search.joined();
  }

  public static List<Trace> inCaptures(Path folder, String prefix) throws IOException {
    TraceSearch search = new TraceSearch(prefix);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> captures;
    try (Stream<Path> files = Files.list(folder)) {
      captures =
          files
              .filter(file -> file.getFileName().toString().matches("capture_\\d+\\.json"))
              .sorted()
              .toList();
    }
    for (Path capture : captures) {
      search.readCapture(capture);
    }
    return search.joined();
  }

  private void add(ConsumerRecord<String, byte[]> found) {
    if (found.key() != null && found.key().startsWith(prefix) && found.value() != null) {
      add(() -> TraceSerde.read(found.value(), found.headers()));
    }
  }

  private void readCapture(Path capture) throws IOException {
    String wanted = "{\"traceId\":\"" + prefix;
    try (BufferedReader lines = Files.newBufferedReader(capture)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(wanted)) {
          byte[] json = line.getBytes(StandardCharsets.UTF_8);
          add(() -> TraceJson.read(json));
        }
      }
    }
  }

  /** Skips what is no trace: it is not the one looked for. */
  private void add(Supplier<Trace> reading) {
    Trace trace;
    try {
      trace = reading.get();
    } catch (IllegalArgumentException e) {
      return;
    }
    found.computeIfAbsent(trace.traceId().hex(), id -> new ArrayList<>()).add(trace);
  }

  private List<Trace> joined() {
    return found.values().stream().map(Trace::join).toList();
  }
}
