package io.spanline.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/** A secret that callers must send; its text leaves this class only in the header. */
public final class Token {
  private static final int FEWEST_CHARACTERS = 16;
  private static final int MOST_BYTES = 4096;
  private static final String SCHEME = "Bearer ";

  private final String text;

  private Token(String text) {
    this.text = text;
  }

  /**
   * Reads a file that holds a token and nothing else but white space.
   *
   * @throws IOException if it holds no usable token; the message does not show its content
   */
  public static Token read(Path file) throws IOException {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new IOException(
          "token file %s cannot be read; write one token into it".formatted(file));
    }
    String text = Files.size(file) > MOST_BYTES ? "" : Files.readString(file).strip();
    if (text.length() < FEWEST_CHARACTERS || !text.matches("[!-~]+")) {
      throw new IOException(
          "token file %s must hold one token of at least %s printable ASCII characters"
              .formatted(file, FEWEST_CHARACTERS));
    }
    return new Token(text);
  }

  /** Whether a request brings this token. */
  boolean isIn(Context context) {
    String authorization = context.header("Authorization");
    return authorization != null && isOf(authorization);
  }

  /**
   * Whether a header's value has this token; takes a time that depends on the value's length alone.
   */
  boolean isOf(String authorization) {
    boolean bearer = authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    String given = bearer ? authorization.substring(SCHEME.length()).strip() : "";
    return MessageDigest.isEqual(given.getBytes(UTF_8), text.getBytes(UTF_8));
  }

  @Override
  public String toString() {
    return "a token";
  }
}
