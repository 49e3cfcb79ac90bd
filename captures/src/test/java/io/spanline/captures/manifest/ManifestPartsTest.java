package io.spanline.captures.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spanline.captures.BaselineName;
import io.spanline.captures.FileFormat;
import io.spanline.captures.FilePrinter;
import io.spanline.captures.GoldenFiles;
import io.spanline.captures.Resealed;
import io.spanline.captures.baseline.BaselineTally;
import io.spanline.captures.baseline.BaselineYaml;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A manifest of which somebody took a part, whose sum fits all the same. */
class ManifestPartsTest {
  private static final List<JsonNode> OTHERS =
      List.of(
          JsonNodeFactory.instance.nullNode(),
          JsonNodeFactory.instance.objectNode(),
          JsonNodeFactory.instance.arrayNode().addNull(),
          JsonNodeFactory.instance.numberNode(-5),
          JsonNodeFactory.instance.textNode("\u0000../x"));

  @Test
  void isRefusedInWordsOrAManifestOfWhichABaselineCanBeMade() throws IOException {
    JsonNode golden = FileFormat.JSON.readTree(GoldenFiles.bytes("manifest-2.json"));
    for (String pointer : pointers(golden)) {
      for (JsonNode other : OTHERS) {
        read(pointer + " as " + other, with(golden.deepCopy(), pointer, other));
      }
      read("without " + pointer, with(golden.deepCopy(), pointer, null));
    }
  }

  private static void read(String what, JsonNode edited) throws IOException {
    String text = FileFormat.JSON.writer(new FilePrinter()).writeValueAsString(edited) + "\n";
    try {
      Manifest manifest = ManifestJson.read(Resealed.manifest(text));
      BaselineYaml.write(new BaselineTally().baseline(BaselineName.NORMAL, List.of(manifest)));
      ManifestJson.write(manifest);
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).as(what).isNotBlank().doesNotContain("io.spanline", "\u0000");
    } catch (RuntimeException e) {
      throw new AssertionError(what, e);
    }
  }

  private static JsonNode with(JsonNode tree, String pointer, @Nullable JsonNode value) {
    int last = pointer.lastIndexOf('/');
    JsonNode parent = tree.at(pointer.substring(0, last));
    String field = pointer.substring(last + 1).replace("~1", "/").replace("~0", "~");
    if (parent instanceof ArrayNode array) {
      int index = Integer.parseInt(field);
      if (value == null) {
        array.remove(index);
      } else {
        array.set(index, value);
      }
    } else if (value == null) {
      ((ObjectNode) parent).remove(field);
    } else {
      ((ObjectNode) parent).set(field, value);
    }
    return tree;
  }

  private static List<String> pointers(JsonNode tree) {
    List<String> pointers = new ArrayList<>();
    collect(tree, "", pointers);
    pointers.remove("/sha256");
    return pointers;
  }

  private static void collect(JsonNode node, String pointer, List<String> pointers) {
    if (!pointer.isEmpty()) {
      pointers.add(pointer);
    }
    node.properties()
        .forEach(
            field ->
                collect(
                    field.getValue(),
                    pointer + "/" + field.getKey().replace("~", "~0").replace("/", "~1"),
                    pointers));
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        collect(node.get(i), pointer + "/" + i, pointers);
      }
    }
  }
}
