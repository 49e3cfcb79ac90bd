package io.spanline.stack.tool;

import io.spanline.stack.StackListener;
import io.spanline.stack.process.ProgramOutput;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds a program on the PATH that is the pinned version and has what the configuration names. */
record PathSource(String path) implements ToolSource {
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
    String version = ProgramOutput.of(program, tool == Tool.JAEGER ? "version" : "--version");
    if (!Pattern.compile("(?<![\\d.])" + Pattern.quote(tool.version()) + "(?![\\d.])")
        .matcher(version)
        .find()) {
      return "it does not say that it is version " + tool.version();
    }
    // The core distribution of the Collector has no Kafka exporter.
    if (tool == Tool.COLLECTOR
        && !ProgramOutput.of(program, "components").contains("kafkaexporter")) {
      return "it has no Kafka exporter";
    }
    return null;
  }
}
