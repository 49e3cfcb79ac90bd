package io.spanline.stack.tool;

import io.spanline.stack.StackFailure;
import io.spanline.stack.StackListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

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
    complete(builder.environment(), part);
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

  /**
   * Adds Go's variables to the user's own.
   *
   * @param part the folder that the tool is made in, removed when it is made or has failed
   */
  static void complete(Map<String, String> environment, Path part) throws IOException {
    Path home = part.toAbsolutePath();
    // Only `go install` reads it; a GOBIN of the user's would send the program elsewhere.
    environment.put("GOBIN", home.toString());
    // A workspace around the cache folder is not ours to build in.
    environment.put("GOWORK", "off");
    // Its work folders, hundreds of megabytes, go with the part, also if it is killed; and it runs
    // programs from there, which the system's folder may not allow.
    environment.put("GOTMPDIR", Files.createDirectories(home.resolve("work")).toString());
    // Likewise what it compiled, which is useful for nothing else; but a place that the user has
    // chosen, such as one that a CI keeps, is used.
    if (environment.getOrDefault("GOCACHE", "").isEmpty()) {
      environment.put("GOCACHE", home.resolve("go-build").toString());
    }
  }

  private StackFailure failed(Tool tool, int exit, Deque<String> last) {
    boolean isFull = last.stream().anyMatch(line -> line.contains("no space left on device"));
    List<String> lines = new ArrayList<>();
    lines.add("building %s failed with exit code %d:".formatted(tool.title(), exit));
    last.forEach(line -> lines.add("  | " + line));
    if (isFull) {
      lines.add(
          "free some space in %s, or set SPANLINE_CACHE to another folder"
              .formatted(cache.folder()));
    }
    return new StackFailure(lines);
  }
}
