package io.spanline.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The text of a baseline: YAML with a fixed order of keys, so that a change is a small diff. */
public final class BaselineYaml {
  private static final String HEAD =
      """
      # Normal traffic: what later traffic is compared with. Written by Spanline; do not edit.
      # Requests are entry spans (kind SERVER or CONSUMER), errors those with status ERROR.
      # Latencies are in milliseconds; quantiles by nearest rank: pNN is the ceil(0.NN * n)-th smallest.
      """;

  private BaselineYaml() {}

  /** UTF-8; equal baselines give equal bytes. */
  public static byte[] write(Baseline baseline) {
    try {
      String text = HEAD + FileFormat.YAML.writeValueAsString(baseline);
      return text.getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("baseline cannot be written: " + baseline.name(), e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException naming what is wrong with the text
   */
  public static Baseline read(byte[] yaml) {
    try {
      JsonNode tree = FileFormat.YAML.readTree(yaml);
      Schemas.requireSchema(tree, Baseline.SCHEMA);
      return FileFormat.YAML.treeToValue(tree, Baseline.class);
    } catch (IOException e) {
      throw new IllegalArgumentException("not a baseline: " + Schemas.reason(e), e);
    }
  }
}
