package io.spanline.experiments.replay.plan;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * YAML as its nodes, so that what is wrong is named with its line and column. Every method throws
 * {@link IllegalArgumentException} with the sentence to show.
 */
record StrictYaml(String file) {
  private static final int MOST_BYTES = 1 << 20;

  /** The one document of a text; null if the text has none. */
  @Nullable Node document(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MOST_BYTES);
    try {
      return new Yaml(options).compose(new StringReader(text));
    } catch (MarkedYAMLException e) {
      throw new IllegalArgumentException(at(e.getProblemMark()) + e.getProblem(), e);
    } catch (YAMLException e) {
      throw new IllegalArgumentException(
          "%s: is not valid YAML, or has more than %d characters".formatted(file, MOST_BYTES), e);
    }
  }

  /** The values of a mapping by their keys, none of which is unknown. */
  Map<String, Node> mapping(Node node, Set<String> known) {
    Map<String, Node> values = mapping(node);
    values.forEach(
        (key, value) -> {
          if (!known.contains(key)) {
            throw problem(
                keyOf(node, key),
                "unknown key '%s'; known: %s".formatted(key, String.join(", ", known)));
          }
        });
    return values;
  }

  /** The values of a mapping by their keys, whichever these are. */
  Map<String, Node> mapping(Node node) {
    if (!(node instanceof MappingNode mapping)) {
      throw problem(node, "must be a mapping of names to values");
    }
    Map<String, Node> values = new LinkedHashMap<>();
    for (NodeTuple each : mapping.getValue()) {
      String key = text(each.getKeyNode());
      if (values.put(key, each.getValueNode()) != null) {
        throw problem(each.getKeyNode(), "key '%s' appears twice".formatted(key));
      }
    }
    return values;
  }

  List<Node> list(Node node) {
    if (!(node instanceof SequenceNode list)) {
      throw problem(node, "must be a list");
    }
    return new ArrayList<>(list.getValue());
  }

  String text(Node node) {
    // Without the value, which may be a secret.
    if (!(node instanceof ScalarNode scalar) || !node.getTag().equals(Tag.STR)) {
      throw problem(node, "must be a text; put it in quotes");
    }
    return scalar.getValue();
  }

  long number(Node node) {
    if (!(node instanceof ScalarNode scalar)
        || !node.getTag().equals(Tag.INT)
        || !scalar.getValue().matches("-?[0-9]{1,18}")) {
      throw problem(node, "must be a whole number");
    }
    return Long.parseLong(scalar.getValue());
  }

  /** What a value gives, or an error that names its place besides. */
  <T> T at(Node node, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(at(node.getStartMark()) + e.getMessage(), e);
    }
  }

  IllegalArgumentException problem(Node node, String problem) {
    return new IllegalArgumentException(at(node.getStartMark()) + problem);
  }

  /** The line of a node, from 1. */
  static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  private static Node keyOf(Node mapping, String key) {
    return ((MappingNode) mapping)
        .getValue().stream()
            .map(NodeTuple::getKeyNode)
            .filter(each -> each instanceof ScalarNode scalar && scalar.getValue().equals(key))
            .findFirst()
            .orElse(mapping);
  }

  private String at(@Nullable Mark mark) {
    return mark == null
        ? file + ": "
        : "%s line %d column %d: ".formatted(file, mark.getLine() + 1, mark.getColumn() + 1);
  }
}
