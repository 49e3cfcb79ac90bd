package io.spanline.stack.tool;

import io.spanline.stack.StackListener;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A program on the PATH, if it is the pinned version and has what the configuration names. */
record PathSource(String path) implements ToolSource {
  private static final int ANSWER_SECONDS = 10;

  @Override
  public @Nullable FoundTool find(Tool tool, StackListener listener) throws InterruptedException {
    for (String name : tool.programs()) {
      for (String folder : path.split(File.pathSeparator, -1)) {
        Path program = Path.of(folder).resolve(name);
        if (!folder.isEmpty() && Files.isRegularFile(program) && Files.isExecutable(program)) {
          String unfit = unfit(tool, program);
          if (unfit == null) {
            return new FoundTool(tool, program, "PATH");
          }
          listener.detail(
              tool.title(), "%s on the PATH is left aside: %s".formatted(program, unfit));
        }
      }
    }
    return null;
  }

  /** Why the program cannot be used, or null if it can. */
  private static @Nullable String unfit(Tool tool, Path program) throws InterruptedException {
    String version = answer(program, tool == Tool.JAEGER ? "version" : "--version");
    if (!Pattern.compile("(?<![\\d.])" + Pattern.quote(tool.version()) + "(?![\\d.])")
        .matcher(version)
        .find()) {
      return "it does not say that it is version " + tool.version();
    }
    // The core distribution of the Collector has no Kafka exporter.
    if (tool == Tool.COLLECTOR && !answer(program, "components").contains("kafkaexporter")) {
      return "it has no Kafka exporter";
    }
    return null;
  }

  /** What it prints, empty if it cannot be run or takes too long. */
  private static String answer(Path program, String argument) throws InterruptedException {
    try {
      Path output = Files.createTempFile("spanline-tool", ".txt");
      try {
        Process process =
            new ProcessBuilder(List.of(program.toString(), argument))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly().waitFor();
          return "";
        }
        return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException e) {
      return "";
    }
  }
}
