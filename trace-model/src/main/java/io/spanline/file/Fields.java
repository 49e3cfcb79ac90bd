package io.spanline.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an object in a file that anybody may have edited: each is of the type that is asked
 * for, or refused by its path. Nothing is converted.
 */
final class Fields {
  private final JsonNode node;
  private final String path;

  private Fields(JsonNode node, String path) {
    this.node = node;
    this.path = path;
  }

  static Fields of(JsonNode tree) {
    return new Fields(tree, "");
  }

  boolean has(String name) {
    return !node.path(name).isMissingNode() && !node.path(name).isNull();
  }

  String text(String name) {
    return typed(name, JsonNode::isTextual, "a text").textValue();
  }

  long count(String name) {
    JsonNode number = typed(name, JsonNode::isIntegralNumber, "a whole number");
    if (!number.canConvertToLong() || number.longValue() < 0) {
      throw wrong(name, "a count", number);
    }
    return number.longValue();
  }

  @Nullable Long countOrNull(String name) {
    return has(name) ? (Long) count(name) : null;
  }

  BigDecimal decimal(String name) {
    JsonNode number = typed(name, JsonNode::isNumber, "a number");
    return Decimals.sensible(number.decimalValue(), at(name));
  }

  @Nullable BigDecimal decimalOrNull(String name) {
    return has(name) ? decimal(name) : null;
  }

  Instant instant(String name) {
    String text = text(name);
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw wrong(name, "an instant such as 2026-01-31T12:00:00Z", node.path(name));
    }
  }

  Duration millis(String name) {
    return millis(name, typed(name, JsonNode::isNumber, "milliseconds"));
  }

  @Nullable Duration millisOrNull(String name) {
    return has(name) ? millis(name) : null;
  }

  /** One of a pair of milliseconds, of which each may be null. */
  @Nullable Duration millisOrNull(String name, int index) {
    JsonNode pair = typed(name, JsonNode::isArray, "[low, high]");
    JsonNode one = pair.path(index);
    if (pair.size() != 2 || !(one.isNumber() || one.isNull())) {
      throw wrong(name, "[low, high]", pair);
    }
    return one.isNull() ? null : millis(name, one);
  }

  Fields object(String name) {
    return new Fields(typed(name, JsonNode::isObject, "a mapping"), at(name));
  }

  /** The object of that name, or one without fields. */
  Fields objectOrEmpty(String name) {
    return has(name) ? object(name) : new Fields(node.path(name), at(name));
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode text : typed(name, JsonNode::isArray, "a list")) {
      if (!text.isTextual()) {
        throw wrong(name, "a list of texts", text);
      }
      texts.add(text.textValue());
    }
    return texts;
  }

  List<Fields> objects(String name) {
    List<Fields> objects = new ArrayList<>();
    for (JsonNode object : typed(name, JsonNode::isArray, "a list")) {
      if (!object.isObject()) {
        throw wrong(name, "a list of mappings", object);
      }
      objects.add(new Fields(object, at(name) + "[" + objects.size() + "]"));
    }
    return objects;
  }

  /** Each field's object, read by a function that the field's name is told. */
  <V> SortedMap<String, V> map(Reading<V> reading) {
    SortedMap<String, V> map = new TreeMap<>();
    node.fieldNames().forEachRemaining(name -> map.put(name, reading.read(name, object(name))));
    return map;
  }

  /** How one of many named objects is read. */
  @FunctionalInterface
  interface Reading<V> {
    V read(String name, Fields fields);
  }

  /** What a function makes of these fields; what it refuses is said with their path. */
  <V> V checked(Function<Fields, V> reading) {
    try {
      return reading.apply(this);
    } catch (Refused e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new Refused((path.isEmpty() ? "" : path + ": ") + e.getMessage());
    }
  }

  /** A field that is not what it has to be, in words that name it. */
  static final class Refused extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  private Duration millis(String name, JsonNode number) {
    try {
      return Decimals.duration(number.decimalValue());
    } catch (ArithmeticException e) {
      throw wrong(name, "milliseconds with at most 6 decimals", number);
    }
  }

  private JsonNode typed(String name, Predicate<JsonNode> type, String words) {
    JsonNode value = node.path(name);
    if (value.isMissingNode()) {
      throw new Refused(at(name) + " is missing");
    }
    if (!type.test(value)) {
      throw wrong(name, words, value);
    }
    return value;
  }

  private Refused wrong(String name, String words, JsonNode value) {
    return new Refused(
        "%s must be %s, was %s".formatted(at(name), words, Shown.text(value.toString())));
  }

  private String at(String name) {
    return path.isEmpty() ? Shown.text(name) : path + "." + Shown.text(name);
  }
}
