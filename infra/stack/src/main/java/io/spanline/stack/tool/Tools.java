package io.spanline.stack.tool;

import io.spanline.settings.Settings;
import io.spanline.stack.ProcessGroup;
import io.spanline.stack.StackFailure;
import io.spanline.stack.StackListener;
import io.spanline.stack.StackRefusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tools of a clone: by setting, on the PATH, in the cache, else built with Go.
 *
 * <p>{@link #close} may be called from any thread and returns once nothing of a build is left.
 */
public final class Tools implements AutoCloseable {
  private final List<ToolSource> atHand;
  private final List<ToolSource> made;
  private final GoBuild build;

  /**
   * @param root the clone's top folder
   */
  public Tools(Path root, Settings settings) {
    this(root, settings, System.getenv().getOrDefault("PATH", ""));
  }

  Tools(Path root, Settings settings, String path) {
    BuildRecipes recipes = new BuildRecipes(root);
    ToolCache cache = ToolCache.of(settings, recipes);
    this.build = new GoBuild(cache, recipes, ProcessGroup.find("go", path));
    this.atHand = List.of(new SettingSource(root, settings), new PathSource(path), cache);
    this.made = List.of(build);
  }

  /**
   * The tool, if it need not be made first; null if it must.
   *
   * @throws StackRefusal if its setting names no program
   */
  public @Nullable FoundTool lookUp(Tool tool, StackListener listener) {
    return first(atHand, tool, listener);
  }

  /**
   * The tool; made if need be, which may take minutes.
   *
   * @throws StackRefusal if its setting names no program, or it is nowhere and cannot be made
   * @throws StackFailure if making it failed or was stopped
   */
  public FoundTool find(Tool tool, StackListener listener) {
    FoundTool found = lookUp(tool, listener);
    if (found != null) {
      return found;
    }
    found = first(made, tool, listener);
    if (found == null) {
      throw new StackRefusal(missing(tool));
    }
    return found;
  }

  private static @Nullable FoundTool first(
      List<ToolSource> sources, Tool tool, StackListener listener) {
    try {
      for (ToolSource source : sources) {
        FoundTool found = source.find(tool, listener);
        if (found != null) {
          return found;
        }
      }
      return null;
    } catch (IOException e) {
      throw new StackFailure("%s could not be made ready: %s".formatted(tool.title(), e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackFailure("interrupted while looking for " + tool.title());
    }
  }

  private static String missing(Tool tool) {
    return """
        %s %s is not there, and Go, which would build it, is not either; one of these helps:
          put %s %s on the PATH
          name its program: %s=/path/to/%s
          install Go 1.25 or newer, and it is built once, in about %d s"""
        .formatted(
            tool.title(),
            tool.version(),
            tool.id(),
            tool.version(),
            tool.setting().name(),
            tool.id(),
            tool.coldBuild().toSeconds());
  }

  @Override
  public void close() {
    build.close();
  }
}
