package io.spanline.captures.manifest;

import io.spanline.captures.SealedJson;

/** The text of a capture's manifest. */
public final class ManifestJson {
  private ManifestJson() {}

  /** UTF-8; equal manifests give equal bytes. */
  public static byte[] write(Manifest manifest) {
    return SealedJson.write(manifest);
  }

  /**
   * Reads what {@link #write} wrote, to the byte.
   *
   * @throws IllegalArgumentException naming what is wrong with the text
   */
  public static Manifest read(byte[] json) {
    return SealedJson.read(json, Manifest.SCHEMA, Manifest.class);
  }
}
