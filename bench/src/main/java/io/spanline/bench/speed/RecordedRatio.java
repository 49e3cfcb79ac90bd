package io.spanline.bench.speed;

import io.spanline.stack.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ratio to the Collector that {@code bench/RESULTS.md} has, in a comment of its own. */
public final class RecordedRatio {
  private static final Pattern LINE =
      Pattern.compile("<!-- speed: (\\d+\\.\\d+) times the Collector -->");

  private RecordedRatio() {}

  /** Reads it. */
  public static double read(Checkout checkout) throws IOException {
    Path results = checkout.file("bench/RESULTS.md");
    Matcher line = LINE.matcher(Files.readString(results));
    if (!line.find()) {
      throw new IOException("no line %s in %s".formatted(LINE, results));
    }
    return Double.parseDouble(line.group(1));
  }
}
