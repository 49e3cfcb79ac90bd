package io.spanline.captures;

import java.util.regex.Pattern;

/** Edited files whose sum fits again, as somebody leaves them who knows how they end. */
public final class Resealed {
  private static final Pattern OF_MANIFEST =
      Pattern.compile(",\n  \"sha256\": \"[0-9a-f]{64}\"\n}\n\\z");
  private static final Pattern OF_BASELINE =
      Pattern.compile("# sha256 of the lines above: [0-9a-f]{64}\n\\z");

  private Resealed() {}

  public static byte[] manifest(String edited) {
    return FileSeal.MANIFEST.close(OF_MANIFEST.matcher(edited).replaceFirst(""));
  }

  public static byte[] baseline(String edited) {
    return FileSeal.BASELINE.close(OF_BASELINE.matcher(edited).replaceFirst(""));
  }
}
