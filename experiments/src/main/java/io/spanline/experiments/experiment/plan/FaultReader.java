package io.spanline.experiments.experiment.plan;

import io.spanline.clients.Toxic.Stream;
import io.spanline.experiments.toxic.Fault;
import io.spanline.experiments.toxic.ToxicKind;
import io.spanline.experiments.toxic.ToxicKind.Attribute;
import io.spanline.experiments.yaml.StrictYaml;
import io.spanline.model.Printable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the fault of an experiment's file. Its limits are those of {@link Fault}. */
record FaultReader(StrictYaml yaml) {
  static final String TYPE = "type";

  private static final String TARGET = "target";
  private static final String STREAM = "stream";
  private static final String TOXICITY = "toxicity";

  PlannedFault read(Node node) {
    ToxicKind kind = kind(node);
    Map<String, Node> values = yaml.mapping(node, keys(kind));
    Node target = yaml.required(node, values, TARGET);
    String edge = yaml.text(target).strip();
    if (edge.isEmpty()) {
      throw yaml.problem(target, "target is a proxy, or an edge as a->b, was empty");
    }
    List<String> words = new ArrayList<>(List.of(kind.word()));
    for (Attribute each : kind.attributes()) {
      Node value = values.get(key(each));
      if (value != null) {
        long number = yaml.number(value, key(each), each.least(), each.most());
        words.add(each.name() + "=" + number);
      } else if (each.isRequired()) {
        throw yaml.problem(node, "'%s' is missing; %s needs it".formatted(key(each), kind.word()));
      }
    }
    Stream stream = stream(values);
    double toxicity = toxicity(values);
    return yaml.at(node, () -> new PlannedFault(edge, Fault.of(words, stream, toxicity)));
  }

  private ToxicKind kind(Node fault) {
    Node type = yaml.mapping(fault).get(TYPE);
    if (type == null) {
      throw yaml.problem(fault, "'type' is missing; there are: " + kinds());
    }
    String word = yaml.text(type);
    return ToxicKind.of(word)
        .orElseThrow(
            () ->
                yaml.problem(
                    type,
                    "unknown type '%s'; there are: %s".formatted(Printable.text(word), kinds())));
  }

  private Stream stream(Map<String, Node> values) {
    Node node = values.get(STREAM);
    if (node == null) {
      return Stream.DOWNSTREAM;
    }
    String word = yaml.text(node);
    return switch (word) {
      case "downstream" -> Stream.DOWNSTREAM;
      case "upstream" -> Stream.UPSTREAM;
      default ->
          throw yaml.problem(
              node,
              "stream is downstream (answers) or upstream (requests), was '%s'"
                  .formatted(Printable.text(word)));
    };
  }

  private double toxicity(Map<String, Node> values) {
    Node node = values.get(TOXICITY);
    return node == null
        ? 1
        : yaml.decimal(
                node,
                "toxicity is a number above 0, 1 at most",
                number -> number.signum() > 0 && number.compareTo(BigDecimal.ONE) <= 0)
            .doubleValue();
  }

  private static String kinds() {
    return Arrays.stream(ToxicKind.values()).map(ToxicKind::word).collect(Collectors.joining(", "));
  }

  private static Set<String> keys(ToxicKind kind) {
    Set<String> keys = new LinkedHashSet<>(List.of(TYPE, TARGET));
    kind.attributes().forEach(each -> keys.add(key(each)));
    keys.addAll(List.of(STREAM, TOXICITY));
    return keys;
  }

  /** An attribute with its unit, so that nobody types milliseconds for microseconds. */
  private static String key(Attribute attribute) {
    String name = attribute.name().equals("latency") ? "value" : attribute.name();
    return switch (attribute.unit()) {
      case "ms" -> name + "_ms";
      case "µs" -> name + "_us";
      case "KB/s" -> name + "_kb_s";
      default -> name.equals("bytes") ? name : name + "_bytes";
    };
  }
}
