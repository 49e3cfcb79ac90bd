package io.spanline.experiments.experiment.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.spanline.captures.FileFormat;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** JSON that people read too: indented, the same bytes on every machine. */
public final class IndentedJson {
  // Not the machine's own line feed.
  private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");
  private static final DefaultPrettyPrinter PRETTY =
      new DefaultPrettyPrinter().withObjectIndenter(LINES).withArrayIndenter(LINES);

  private IndentedJson() {}

  /** In UTF-8, with a line feed at its end. */
  public static byte[] of(Object value) {
    try {
      String json = FileFormat.JSON.writer(PRETTY).writeValueAsString(value);
      return (json + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
