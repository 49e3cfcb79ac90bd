package io.spanline.experiments.yaml;

import io.spanline.model.Printable;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
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
public record StrictYaml(String file) {
  private static final int MOST_BYTES = 1 << 20;
  // Without what YAML 1.1 reads otherwise than people do: 010 is 8, 1:30 is 90.
  private static final Pattern WHOLE = Pattern.compile("-?(?:0|[1-9][0-9]{0,18})");
  private static final Pattern DECIMAL =
      Pattern.compile("-?(?:0|[1-9][0-9]{0,17})(?:\\.[0-9]{1,18})?");

  /** The keys of a mapping, in the order in which a message lists them. */
  public static Set<String> keys(String... keys) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(keys)));
  }

  /** The one document of a text; null if the text has none. */
  public @Nullable Node document(String text) {
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
  public Map<String, Node> mapping(Node node, Set<String> known) {
    Map<String, Node> values = mapping(node);
    values.forEach(
        (key, value) -> {
          if (!known.contains(key)) {
            throw problem(
                keyOf(node, key),
                "unknown key '%s'; known: %s"
                    .formatted(Printable.text(key), String.join(", ", known)));
          }
        });
    return values;
  }

  /** The values of a mapping by their keys, whichever these are. */
  public Map<String, Node> mapping(Node node) {
    if (!(node instanceof MappingNode mapping)) {
      throw problem(node, "must be a mapping of names to values");
    }
    Map<String, Node> values = new LinkedHashMap<>();
    for (NodeTuple each : mapping.getValue()) {
      String key = text(each.getKeyNode());
      if (values.put(key, each.getValueNode()) != null) {
        throw problem(each.getKeyNode(), "key '%s' appears twice".formatted(Printable.text(key)));
      }
    }
    return values;
  }

  /** A value of a mapping that has to be there. */
  public Node required(Node mapping, Map<String, Node> values, String key) {
    Node value = values.get(key);
    if (value == null) {
      throw problem(mapping, "'%s' is missing".formatted(key));
    }
    return value;
  }

  public List<Node> list(Node node) {
    if (!(node instanceof SequenceNode list)) {
      throw problem(node, "must be a list");
    }
    return new ArrayList<>(list.getValue());
  }

  public String text(Node node) {
    // Without the value, which may be a secret.
    if (!(node instanceof ScalarNode scalar) || !node.getTag().equals(Tag.STR)) {
      throw problem(node, "must be a text; put it in quotes");
    }
    return scalar.getValue();
  }

  public long number(Node node) {
    if (!(node instanceof ScalarNode scalar)
        || !node.getTag().equals(Tag.INT)
        || !scalar.getValue().matches("-?[0-9]{1,18}")) {
      throw problem(node, "must be a whole number");
    }
    return Long.parseLong(scalar.getValue());
  }

  /** A whole number in a range, both ends of it included. */
  public long number(Node node, String name, long least, long most) {
    if (node.getTag().equals(Tag.INT) && matches(node, WHOLE)) {
      BigInteger number = new BigInteger(((ScalarNode) node).getValue());
      if (number.compareTo(BigInteger.valueOf(least)) >= 0
          && number.compareTo(BigInteger.valueOf(most)) <= 0) {
        return number.longValue();
      }
    }
    throw problem(
        node, "%s is a whole number, %d to %d, was %s".formatted(name, least, most, shown(node)));
  }

  /**
   * A decimal number with up to 18 digits before the point and 18 after it.
   *
   * @param must what it has to be, such as "the rate is a number above 0"
   */
  public BigDecimal decimal(Node node, String must, Predicate<BigDecimal> range) {
    if ((node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT))
        && matches(node, DECIMAL)) {
      BigDecimal number = new BigDecimal(((ScalarNode) node).getValue());
      if (range.test(number)) {
        return number;
      }
    }
    throw problem(node, "%s, was %s".formatted(must, shown(node)));
  }

  /** What a value gives, or an error that names its place besides. */
  public <T> T at(Node node, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(at(node.getStartMark()) + e.getMessage(), e);
    }
  }

  public IllegalArgumentException problem(Node node, String problem) {
    return new IllegalArgumentException(at(node.getStartMark()) + problem);
  }

  /** The line of a node, from 1. */
  public static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  private static boolean matches(Node node, Pattern pattern) {
    return node instanceof ScalarNode scalar && pattern.matcher(scalar.getValue()).matches();
  }

  private static String shown(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue().isEmpty() ? "empty" : "'" + Printable.text(scalar.getValue()) + "'";
    }
    return node instanceof MappingNode ? "a mapping" : "a list";
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
