package io.spanline.captures.replay;

import io.spanline.captures.SealedJson;

/** The text of a replay's manifest. */
public final class ReplayManifestJson {
  private ReplayManifestJson() {}

  /** UTF-8; equal manifests give equal bytes. */
  public static byte[] write(ReplayManifest manifest) {
    return SealedJson.write(manifest);
  }

  /**
   * Reads what {@link #write} wrote, to the byte.
   *
   * @throws IllegalArgumentException naming what is wrong with the text
   */
  public static ReplayManifest read(byte[] json) {
    return SealedJson.read(json, ReplayManifest.SCHEMA, ReplayManifest.class);
  }
}
