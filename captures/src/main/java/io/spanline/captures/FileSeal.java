package io.spanline.captures;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * How a file of ours ends: with the SHA-256 of all bytes before, so that no edit goes unnoticed.
 */
public enum FileSeal {
  /** Its last field; the sum is of what stands before that field's comma. */
  MANIFEST(",\n  \"sha256\": \"", "\"\n}\n"),
  /** A comment in its last line; the sum is of the lines above. */
  BASELINE("# sha256 of the lines above: ", "\n");

  private static final int DIGITS = 64;

  private final String before;
  private final String after;

  FileSeal(String before, String after) {
    this.before = before;
    this.after = after;
  }

  /** The text with its seal, in UTF-8. */
  public byte[] close(String text) {
    String sum = FileSums.of(text.getBytes(StandardCharsets.UTF_8));
    return (text + before + sum + after).getBytes(StandardCharsets.UTF_8);
  }

  /** Whether a file is as it was written. */
  public boolean fits(byte[] file) {
    if (file.length < length()) {
      return false;
    }
    MessageDigest digest = FileSums.sha256();
    digest.update(file, 0, file.length - length());
    return tail(file).equals(before + FileSums.hex(digest) + after);
  }

  private String tail(byte[] file) {
    return new String(file, file.length - length(), length(), StandardCharsets.ISO_8859_1);
  }

  private int length() {
    return before.length() + DIGITS + after.length();
  }
}
