package io.spanline.file;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in lower-case hex, as {@code sha256sum} prints it. */
final class FileSums {
  private static final int CHUNK_BYTES = 8 << 10;

  private FileSums() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  /**
   * Adds bytes, a few kilobytes at a time: the processor's own instructions are used only once the
   * call that leads to them has been made some thousand times.
   */
  static void add(MessageDigest digest, byte[] bytes, int from, int length) {
    for (int done = 0; done < length; done += CHUNK_BYTES) {
      digest.update(bytes, from + done, Math.min(CHUNK_BYTES, length - done));
    }
  }

  static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  static String of(byte[] bytes) {
    MessageDigest digest = sha256();
    digest.update(bytes);
    return hex(digest);
  }
}
