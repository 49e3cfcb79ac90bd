package io.spanline.captures.verification;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a file is, by its first bytes: of another kind, every line would be a problem. */
enum FileKind {
  CAPTURE("capture", "\\{\"traceId\":", "spanline\\.manifest/"),
  REPLAY("replay", "\\{\"case\":", "spanline\\.replay-manifest/");

  private static final int HEAD_BYTES = 64;

  private final String word;
  private final Pattern lines;
  private final Pattern manifest;

  FileKind(String word, String lines, String schema) {
    this.word = word;
    this.lines = Pattern.compile(lines);
    this.manifest = Pattern.compile("\\{\\s*\"schema\"\\s*:\\s*\"" + schema);
  }

  String word() {
    return word;
  }

  /**
   * Why a file is none of this kind's lines.
   *
   * @return null if it may be
   */
  @Nullable String problem(Path file) throws IOException {
    String head = head(file);
    for (FileKind each : values()) {
      boolean isManifest = each.manifest.matcher(head).lookingAt();
      if (each != this && (isManifest || each.lines.matcher(head).lookingAt())) {
        return "this is a %1$s; use %1$s verify".formatted(each.word);
      }
      if (isManifest) {
        return "this is a manifest; name the file of lines next to it";
      }
    }
    return null;
  }

  private static String head(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(HEAD_BYTES), StandardCharsets.US_ASCII);
    }
  }
}
