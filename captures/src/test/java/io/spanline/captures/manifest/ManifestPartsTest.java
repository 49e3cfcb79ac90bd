package io.spanline.captures.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.spanline.captures.BaselineName;
import io.spanline.captures.FileFormat;
import io.spanline.captures.FilePrinter;
import io.spanline.captures.GoldenFiles;
import io.spanline.captures.JsonParts;
import io.spanline.captures.Resealed;
import io.spanline.captures.baseline.BaselineTally;
import io.spanline.captures.baseline.BaselineYaml;
import java.io.IOException;
import java.util.List;
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
    List<String> pointers = JsonParts.pointers(golden);
    pointers.remove("/sha256");
    for (String pointer : pointers) {
      for (JsonNode other : OTHERS) {
        read(pointer + " as " + other, JsonParts.set(golden.deepCopy(), pointer, other));
      }
      read("without " + pointer, JsonParts.set(golden.deepCopy(), pointer, null));
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
}
