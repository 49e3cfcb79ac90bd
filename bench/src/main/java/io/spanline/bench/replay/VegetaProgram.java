package io.spanline.bench.replay;

import io.spanline.bench.tool.GoProgram;
import io.spanline.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Vegeta of one version, in the user's folder of tools; no other verb needs it. */
public final class VegetaProgram {
  static final String VERSION = "12.13.0";

  private static final GoProgram PROGRAM =
      new GoProgram(
          "vegeta",
          VERSION,
          "--without-vegeta",
          List.of("install", "github.com/tsenart/vegeta/v12@v" + VERSION),
          "vegeta");

  private VegetaProgram() {}

  /** Builds it with Go unless it is there. */
  public static Path find(Settings settings) throws IOException, InterruptedException {
    return PROGRAM.find(settings);
  }
}
