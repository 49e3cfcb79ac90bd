package io.spanline.captures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** The text of manifests: indented JSON with a fixed order of keys, and its seal at the end. */
public final class SealedJson {
  // What the seal, its last field, comes before and brings again.
  private static final String END = "\n}";
  private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");

  /** Indents by two spaces and breaks lines by a line feed, on every system alike. */
  public static final DefaultPrettyPrinter PRINTER =
      new DefaultPrettyPrinter(
              DefaultPrettyPrinter.DEFAULT_SEPARATORS.withObjectFieldValueSpacing(
                  Separators.Spacing.AFTER))
          .withObjectIndenter(INDENT)
          .withArrayIndenter(INDENT);

  private SealedJson() {}

  /** UTF-8; equal manifests give equal bytes. The last field is the sum of what stands before. */
  public static byte[] write(Object manifest) {
    try {
      String text = FileFormat.JSON.writer(PRINTER).writeValueAsString(manifest);
      return FileSeal.MANIFEST.close(text.substring(0, text.length() - END.length()));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("manifest cannot be written: " + manifest, e);
    }
  }

  /**
   * Reads what {@link #write} wrote, to the byte.
   *
   * @throws IllegalArgumentException naming what is wrong with the text
   */
  public static <M> M read(byte[] json, String schema, Class<M> type) {
    try {
      JsonNode tree = FileFormat.JSON.readTree(json);
      Schemas.requireSchema(tree, schema);
      M manifest = FileFormat.read(tree, type);
      if (!FileSeal.MANIFEST.fits(json)) {
        throw new IllegalArgumentException(
            "was changed after it was written: its last field must be sha256, the sum of all"
                + " before");
      }
      return manifest;
    } catch (IOException e) {
      throw new IllegalArgumentException("not a manifest: " + Schemas.reason(e), e);
    }
  }
}
