package io.spanline.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is not of the shape that OTLP has is refused, and the field is named as one looks for it.
 */
class JsonShapesTest {
  private static final String GROUP = "resourceSpans[0]";
  private static final String SCOPED = GROUP + ".scopeSpans[0]";
  private static final String SPAN = SCOPED + ".spans[0]";
  private static final String VALUE = SPAN + ".attributes[0].value";

  private final Set<String> spoilt = new HashSet<>();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "status":"Error"                               | .status
          "status":2                                     | .status
          "status":[]                                    | .status
          "status":{"code":{}}                           | .status.code
          "status":{"code":2.5}                          | .status.code
          "status":{"message":7}                         | .status.message
          "name":7                                       | .name
          "kind":"server"                                | .kind
          "kind":true                                    | .kind
          "attributes":{}                                | .attributes
          "attributes":["shop"]                          | .attributes[0]
          "attributes":[{},7]                            | .attributes[1]
          "attributes":[{"key":"k","value":"shop"}]      | .attributes[0].value
          "attributes":[{"key":"k","value":[]}]          | .attributes[0].value
          "attributes":[{"key":{}}]                      | .attributes[0].key
          "events":[{},{"timeUnixNano":{}}]              | .events[1].timeUnixNano
          "events":[{"attributes":[{"value":1}]}]        | .events[0].attributes[0].value
          "links":[[]]                                   | .links[0]
          "links":[{"traceId":7}]                        | .links[0].traceId
          "traceState":{}                                | .traceState
          "startTimeUnixNano":3.5                        | .startTimeUnixNano
          "startTimeUnixNano":""                         | .startTimeUnixNano
          "startTimeUnixNano":true                       | .startTimeUnixNano
          "droppedLinksCount":-1                         | .droppedLinksCount
          "start_time_unix_nano":"soon"                  | .startTimeUnixNano
          "trace_id":"0102030405060708090a0b0c0d0e0f10"  | .traceId
          """)
  void namesTheFieldOfASpan(String field, String path) {
    assertRefused(oneSpan(field), SPAN + path);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "stringValue":7                             | .stringValue
          "boolValue":"true"                          | .boolValue
          "boolValue":1                               | .boolValue
          "intValue":true                             | .intValue
          "intValue":9223372036854775808              | .intValue
          "intValue":"1e19"                           | .intValue
          "intValue":"0x10"                           | .intValue
          "intValue":"+5"                             | .intValue
          "doubleValue":{}                            | .doubleValue
          "doubleValue":"1f"                          | .doubleValue
          "doubleValue":"infinity"                    | .doubleValue
          "doubleValue":1e999                         | .doubleValue
          "bytesValue":[1,2]                          | .bytesValue
          "bytesValue":"YQ="                          | .bytesValue
          "bytesValue":"a b="                         | .bytesValue
          "arrayValue":[]                             | .arrayValue
          "arrayValue":"x"                            | .arrayValue
          "arrayValue":{"values":{}}                  | .arrayValue.values
          "arrayValue":{"values":["x"]}               | .arrayValue.values[0]
          "kvlistValue":{"a":1,"values":[{},7]}       | .kvlistValue.values[1]
          "kvlistValue":{"values":[{"value":7}]}      | .kvlistValue.values[0].value
          "intValue":1,"stringValue":"1"              | .intValue
          """)
  void namesTheFieldOfAValue(String value, String path) {
    assertRefused(
        oneSpan("\"attributes\":[{\"key\":\"k\",\"value\":{" + value + "}}]"), VALUE + path);
  }

  @Test
  void namesWhatIsAroundSpans() {
    assertRefused("{\"resourceSpans\":{}}", "resourceSpans");
    assertRefused("{\"resourceSpans\":[7]}", GROUP);
    assertRefused("{\"resourceSpans\":[{},true]}", "resourceSpans[1]");
    assertRefused("{\"resourceSpans\":[{\"resource\":\"shop\"}]}", GROUP + ".resource");
    assertRefused(
        "{\"resourceSpans\":[{\"resource\":{\"entityRefs\":[{\"idKeys\":[\"a\",7]}]}}]}",
        GROUP + ".resource.entityRefs[0].idKeys[1]");
    assertRefused("{\"resourceSpans\":[{\"scopeSpans\":\"x\"}]}", GROUP + ".scopeSpans");
    assertRefused("{\"resourceSpans\":[{\"scopeSpans\":[{\"scope\":\"x\"}]}]}", SCOPED + ".scope");
    assertRefused(
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{},\"x\"]}]}]}", SCOPED + ".spans[1]");
  }

  @Test
  void saysWhereTextIsNoJson() {
    Decoded.Malformed refused = refused("{\"resourceSpans\":\n [}");

    assertThat(refused.detail()).contains("line 2, column 3");
  }

  @Test
  void refusesATextInPlaceOfAnyMessageOrArrayOfTheSchema() {
    for (long seed = 0; seed < 20; seed++) {
      JsonNode tree = tree(OtlpJson.write(new RandomOtlp(seed).next()));

      spoilEach(tree, tree, "");
    }
    assertThat(spoilt).contains("status", "resource", "scope", "value", "arrayValue", "entityRefs");
  }

  /** Puts a text for each object and array in turn, and looks for the path of just this one. */
  private void spoilEach(JsonNode root, JsonNode node, String path) {
    for (Map.Entry<String, JsonNode> field : List.copyOf(node.properties())) {
      String place = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
      JsonNode value = field.getValue();
      if (value.isContainerNode()) {
        spoilt.add(field.getKey());
        ((ObjectNode) node).put(field.getKey(), "x");
        assertThat(wrongField(root)).isEqualTo(place);
        ((ObjectNode) node).set(field.getKey(), value);
        spoilEach(root, value, place);
      }
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      JsonNode element = node.get(i);
      if (element.isObject()) {
        String place = path + "[" + i + "]";
        ((ArrayNode) node).set(i, TextNode.valueOf("x"));
        assertThat(wrongField(root)).isEqualTo(place);
        ((ArrayNode) node).set(i, element);
        spoilEach(root, element, place);
      }
    }
  }

  private static @Nullable String wrongField(JsonNode root) {
    try {
      OtlpJson.read(root);
    } catch (OtlpJson.NotOtlpException e) {
      return e.field();
    }
    return "none";
  }

  private static JsonNode tree(byte[] json) {
    try {
      return OtlpJson.MAPPER.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertRefused(String json, String path) {
    Decoded.Malformed refused = refused(json);

    assertThat(refused.reason()).isEqualTo(Decoded.Reason.NOT_OTLP);
    assertThat(refused.detail()).startsWith(path + " must ");
  }

  private static Decoded.Malformed refused(String json) {
    return (Decoded.Malformed) OtlpReader.read(json.getBytes(UTF_8));
  }

  private static String oneSpan(String field) {
    return "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"00\","
        + field
        + "}]}]}]}";
  }
}
