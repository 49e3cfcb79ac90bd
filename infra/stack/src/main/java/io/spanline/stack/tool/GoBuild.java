package io.spanline.stack.tool;

import io.spanline.stack.StackFailure;
import io.spanline.stack.StackListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Builds a tool with Go. */
record GoBuild(Path go, BuildRecipes recipes, ToolCache cache, Workshop workshop)
    implements ToolMaker {
  private static final int LAST_LINES = 15;

  @Override
  public String step(Tool tool) {
    return "build " + tool.title();
  }

  @Override
  public Duration expected(Tool tool) {
    return tool.coldBuild();
  }

  @Override
  public String origin() {
    return "built with Go";
  }

  @Override
  public Path home(Tool tool) throws IOException {
    return cache.builtHome(tool);
  }

  @Override
  public Path make(Tool tool, Path part, StackListener listener)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(recipes.command(tool, go, part));
    builder.directory(part.toFile());
    GoEnvironment.complete(builder.environment(), part);
    Deque<String> last = new ArrayDeque<>();
    int exit =
        workshop.run(
            done(tool),
            builder,
            line -> {
              listener.detail(step(tool), line);
              last.addLast(line);
              if (last.size() > LAST_LINES) {
                last.removeFirst();
              }
            });
    if (exit != 0) {
      throw failed(tool, exit, last);
    }
    Path ready = Files.createDirectory(part.resolve("ready"));
    Files.move(recipes.product(tool, part), ready.resolve(tool.id()));
    Files.writeString(
        ready.resolve("built.json"),
        "{ \"version\": \"%s\", \"from\": \"%s\" }%n"
            .formatted(tool.version(), recipes.module(tool)));
    return ready;
  }

  private StackFailure failed(Tool tool, int exit, Deque<String> last) {
    boolean isFull = last.stream().anyMatch(line -> line.contains("no space left on device"));
    return new StackFailure(
        "building %s failed with exit code %d:\n  | %s%s"
            .formatted(
                tool.title(),
                exit,
                String.join("\n  | ", last),
                isFull
                    ? "\nfree some space in %s, or set SPANLINE_CACHE to another folder"
                        .formatted(cache.folder())
                    : ""));
  }
}
