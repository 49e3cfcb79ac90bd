package io.spanline.stack.plan;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.spanline.model.Address;
import io.spanline.stack.plan.EdgeEntry.Field;
import io.spanline.stack.plan.Edges.Edge;
import io.spanline.stack.plan.Edges.Ends;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the file of edges, and finds every problem in it. */
final class EdgesFile {
  private static final YAMLFactory YAML =
      YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final EdgeProblems problems = new EdgeProblems();
  private final List<Edge> edges = new ArrayList<>();
  private final Set<Edge> seen = new HashSet<>();
  private final Map<String, Ends> endsOfProxies = new HashMap<>();
  private final Map<Address, String> proxiesByListen = new HashMap<>();

  private EdgesFile() {}

  /**
   * The edges of a file.
   *
   * @throws io.spanline.stack.StackRefusal that names each wrong field and its line
   */
  static List<Edge> read(Path path) throws IOException {
    EdgesFile file = new EdgesFile();
    try (YAMLParser yaml = YAML.createParser(path.toFile())) {
      file.readAll(yaml);
    } catch (JsonProcessingException e) {
      JsonLocation location = e.getLocation();
      file.problems.add(
          location == null ? 1 : Math.max(1, location.getLineNr()),
          "cannot be read: " + e.getOriginalMessage().lines().findFirst().orElse("no YAML"));
    }
    file.problems.refuse();
    return file.edges;
  }

  private void readAll(YAMLParser yaml) throws IOException {
    if (yaml.nextToken() != JsonToken.START_OBJECT) {
      problems.add(1, "must begin with 'edges:'");
      return;
    }
    while (yaml.nextToken() == JsonToken.FIELD_NAME) {
      String name = yaml.currentName();
      int line = line(yaml);
      JsonToken value = yaml.nextToken();
      if (name.equals("edges") && value == JsonToken.START_ARRAY) {
        while (yaml.nextToken() != JsonToken.END_ARRAY) {
          readEntry(yaml);
        }
      } else {
        problems.add(
            line, name.equals("edges") ? "edges: must be a list" : unknown(name, List.of("edges")));
        yaml.skipChildren();
      }
    }
  }

  private void readEntry(YAMLParser yaml) throws IOException {
    int begin = line(yaml);
    if (yaml.currentToken() != JsonToken.START_OBJECT) {
      problems.add(begin, "an edge is written {from: …, to: …, proxy: …}");
      yaml.skipChildren();
      return;
    }
    Map<String, Field> fields = new HashMap<>();
    int before = problems.count();
    while (yaml.nextToken() == JsonToken.FIELD_NAME) {
      String name = yaml.currentName();
      int line = line(yaml);
      JsonToken value = yaml.nextToken();
      if (!EdgeEntry.FIELDS.contains(name)) {
        problems.add(line, unknown(name, EdgeEntry.FIELDS));
      } else if (!isText(yaml, value)) {
        problems.add(line, name + ": must be a text");
      } else {
        fields.put(name, new Field(line, yaml.getText()));
      }
      yaml.skipChildren();
    }
    if (problems.count() == before) {
      new EdgeEntry(begin, fields).edge(problems).ifPresent(edge -> add(edge, begin));
    }
  }

  private static boolean isText(YAMLParser yaml, JsonToken value) throws IOException {
    return value.isScalarValue()
        && value != JsonToken.VALUE_NULL
        && !yaml.isCurrentAlias()
        && !yaml.getText().isBlank();
  }

  private static String unknown(String name, List<String> known) {
    return "%s: no such field; known: %s".formatted(name, String.join(", ", known));
  }

  /** Adds an edge that agrees with those before it. */
  private void add(Edge edge, int line) {
    if (!seen.add(new Edge(edge.from(), edge.to(), edge.proxy(), null))) {
      problems.add(line, "from, to, proxy: are those of an entry above");
    }
    Ends ends = edge.ends();
    if (edge.proxy() != null && ends != null) {
      Ends others = endsOfProxies.putIfAbsent(edge.proxy(), ends);
      if (others != null && !others.equals(ends)) {
        problems.add(
            line,
            "listen, upstream: proxy %s has %s and %s above"
                .formatted(edge.proxy(), others.listen(), others.upstream()));
      }
      String other = proxiesByListen.putIfAbsent(ends.listen(), edge.proxy());
      if (other != null && !other.equals(edge.proxy())) {
        problems.add(line, "listen: proxy %s listens at %s".formatted(other, ends.listen()));
      }
    }
    edges.add(edge);
  }

  private static int line(YAMLParser yaml) {
    return yaml.currentTokenLocation().getLineNr();
  }
}
