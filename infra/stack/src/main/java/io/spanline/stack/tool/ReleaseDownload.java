package io.spanline.stack.tool;

import io.spanline.stack.StackListener;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Downloads the release that a tool's own project publishes, by {@code infra/sh/fetch-tool.sh},
 * which names the files and checks the published sum.
 */
final class ReleaseDownload implements ToolMaker {
  private static final int UNREACHABLE = 3;
  private static final int NOT_WRITABLE = 4;

  private static final Pattern PERCENT = Pattern.compile("[#\\s]*(\\d{1,3})\\.\\d%");

  private final Path script;
  private final String path;
  private final @Nullable URI base;
  private final ToolCache cache;
  private final Workshop workshop;
  private final Map<Tool, String> failures = new ConcurrentHashMap<>();
  private volatile @Nullable String unreachable;

  /**
   * @param base what the releases' addresses begin with; empty: nothing is downloaded
   * @param path the folders in which the script finds curl, as in the variable PATH
   */
  ReleaseDownload(
      BuildRecipes recipes, String path, Optional<URI> base, ToolCache cache, Workshop workshop) {
    this.script = recipes.root().resolve("infra/sh/fetch-tool.sh").toAbsolutePath();
    this.path = path;
    this.base = base.orElse(null);
    this.cache = cache;
    this.workshop = workshop;
  }

  /** Whether it would try to download at all. */
  boolean isOn() {
    return base != null && cache.platform().hasReleases();
  }

  /** Why the tool was not downloaded; null if that was not tried. */
  @Nullable String failure(Tool tool) {
    return failures.get(tool);
  }

  @Override
  public String step(Tool tool) {
    return "download " + tool.title();
  }

  @Override
  public Duration expected(Tool tool) {
    return Duration.ZERO;
  }

  @Override
  public String origin() {
    return "downloaded";
  }

  @Override
  public Path home(Tool tool) {
    return cache.releaseHome(tool);
  }

  @Override
  public @Nullable Path make(Tool tool, Path part, StackListener listener)
      throws IOException, InterruptedException {
    String nothing = unreachable;
    if (nothing != null) {
      return giveUp(tool, nothing + ", as for the tool before", listener);
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                "/bin/sh",
                script.toString(),
                tool.id(),
                tool.version(),
                cache.platform().toString(),
                part.toAbsolutePath().toString()));
    builder.environment().put("PATH", path);
    builder.environment().put("SPANLINE_RELEASES", String.valueOf(base));
    Output output = new Output(step(tool), listener);
    int exit = workshop.run(done(tool), builder, output::line);
    switch (exit) {
      case 0 -> {
        listener.detail(step(tool), output.last);
        return part.resolve("ready");
      }
      case UNREACHABLE -> unreachable = output.last;
      case NOT_WRITABLE -> throw cache.refusal(output.last);
      default -> {
        // Of this file alone.
      }
    }
    return giveUp(tool, output.last, listener);
  }

  private @Nullable Path giveUp(Tool tool, String why, StackListener listener) {
    failures.put(tool, why);
    listener.gaveUp(step(tool), why);
    return null;
  }

  /** Reports percentages, and keeps the last line that is none. */
  private static final class Output {
    private final String step;
    private final StackListener listener;
    private String last = "it said nothing";

    Output(String step, StackListener listener) {
      this.step = step;
      this.listener = listener;
    }

    void line(String line) {
      Matcher percent = PERCENT.matcher(line);
      if (percent.matches()) {
        listener.received(step, Integer.parseInt(percent.group(1)));
      } else if (!line.isBlank()) {
        last = line;
      }
    }
  }
}
