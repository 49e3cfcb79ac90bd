package io.spanline.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The text of a manifest: indented JSON with a fixed order of keys. */
public final class ManifestJson {
  private ManifestJson() {}

  /** UTF-8; equal manifests give equal bytes. */
  public static byte[] write(Manifest manifest) {
    try {
      String text = FileFormat.JSON.writer(new FilePrinter()).writeValueAsString(manifest);
      return (text + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("manifest cannot be written: " + manifest.id(), e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException naming what is wrong with the text
   */
  public static Manifest read(byte[] json) {
    try {
      JsonNode tree = FileFormat.JSON.readTree(json);
      Schemas.requireSchema(tree, Manifest.SCHEMA, Manifest.SCHEMA_1);
      if (tree.path("schema").asText().equals(Manifest.SCHEMA_1)
          && tree.path("counts") instanceof ObjectNode counts) {
        // There was no selection then: nothing was left out.
        counts.put("left_out", 0);
      }
      return FileFormat.JSON.treeToValue(tree, Manifest.class);
    } catch (IOException e) {
      throw new IllegalArgumentException("not a manifest: " + Schemas.reason(e), e);
    }
  }
}
