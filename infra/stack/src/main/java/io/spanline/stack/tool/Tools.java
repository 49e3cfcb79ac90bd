package io.spanline.stack.tool;

import io.spanline.settings.Catalogue;
import io.spanline.settings.Settings;
import io.spanline.stack.StackException;
import io.spanline.stack.StackFailure;
import io.spanline.stack.StackListener;
import io.spanline.stack.StackRefusal;
import io.spanline.stack.process.ProcessGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tools of a clone: by setting, on the PATH, in the cache, else downloaded from their
 * releases, else built with Go.
 *
 * <p>{@link #close} may be called from any thread and returns once nothing half-made is left.
 */
public final class Tools implements AutoCloseable {
  private final List<ToolSource> atHand;
  private final ToolCache cache;
  private final BuildRecipes recipes;
  private final Workshop workshop;
  private final ReleaseDownload release;
  private final @Nullable Path curl;
  private final @Nullable Path goProgram;
  private @Nullable GoToolchain go;

  public Tools(Path root, Settings settings) {
    this(root, settings, System.getenv().getOrDefault("PATH", ""));
  }

  /** Looks for programs in the folders of a PATH. */
  public Tools(Path root, Settings settings, String path) {
    this.recipes = new BuildRecipes(root);
    this.cache = ToolCache.of(settings, recipes);
    this.workshop = new Workshop(cache);
    this.release =
        new ReleaseDownload(recipes, path, settings.value(Catalogue.RELEASES), cache, workshop);
    this.curl = ProcessGroup.find("curl", path);
    this.goProgram = ProcessGroup.find("go", path);
    this.atHand =
        List.of((tool, listener) -> named(tool, root, settings), new PathSource(path), cache);
  }

  /** The program that a setting names; its version is the user's business. */
  private static @Nullable FoundTool named(Tool tool, Path root, Settings settings) {
    String text = settings.text(tool.setting());
    if (text.isEmpty()) {
      return null;
    }
    Path program = root.resolve(settings.value(tool.setting()));
    if (!Files.isRegularFile(program)) {
      throw new StackRefusal("%s: no file %s".formatted(tool.setting().name(), program));
    }
    if (!Files.isExecutable(program)) {
      throw new StackRefusal("%s: %s is not executable".formatted(tool.setting().name(), program));
    }
    return new FoundTool(tool, program, tool.setting().name());
  }

  /** The folder for this user's tools, whether it has any or not. */
  public static Path cacheFolder(Settings settings) {
    return ToolCache.folder(settings);
  }

  /** The tool, if it does not have to be made first; otherwise null. */
  public @Nullable FoundTool lookUp(Tool tool, StackListener listener) {
    try {
      for (ToolSource source : atHand) {
        FoundTool found = source.find(tool, listener);
        if (found != null) {
          return found;
        }
      }
      return null;
    } catch (IOException e) {
      throw failed(tool, e);
    } catch (InterruptedException e) {
      throw interrupted(tool.title());
    }
  }

  /**
   * The tool; makes it if necessary, which may take minutes.
   *
   * @throws StackRefusal if its setting names no program, or it is nowhere and cannot be made
   * @throws StackFailure if making it failed or was stopped
   */
  public FoundTool find(Tool tool, StackListener listener) {
    FoundTool found = lookUp(tool, listener);
    if (found != null) {
      return found;
    }
    try {
      FoundTool downloaded = release.isOn() ? workshop.make(tool, release, listener) : null;
      if (downloaded != null) {
        return downloaded;
      }
      GoToolchain toolchain = goToolchain();
      if (toolchain == null || !toolchain.usable()) {
        throw new StackRefusal(missing(tool, toolchain));
      }
      GoBuild build = new GoBuild(toolchain.program(), recipes, cache, workshop);
      return Objects.requireNonNull(
          workshop.make(tool, build, listener), "a build makes or throws");
    } catch (IOException e) {
      throw failed(tool, e);
    } catch (InterruptedException e) {
      throw interrupted(tool.title());
    }
  }

  /** Whether a missing tool is downloaded, provided its release can be reached. */
  public boolean downloads() {
    return release.isOn() && curl != null;
  }

  /** The Go on the PATH, usable or not, asked for its version once; null if there is none. */
  public synchronized @Nullable GoToolchain goToolchain() {
    if (go == null && goProgram != null) {
      try {
        go = GoToolchain.of(goProgram);
      } catch (InterruptedException e) {
        throw interrupted("Go");
      }
    }
    return go;
  }

  private StackException failed(Tool tool, IOException problem) {
    if (cache.isAbout(problem)) {
      return cache.refusal(problem);
    }
    return new StackFailure("%s: %s".formatted(tool.title(), problem));
  }

  private static StackFailure interrupted(String title) {
    Thread.currentThread().interrupt();
    return new StackFailure("interrupted while looking for " + title);
  }

  private List<String> missing(Tool tool, @Nullable GoToolchain go) {
    return List.of(
        "%s %s is missing: %s, and %s; do one of these:"
            .formatted(tool.title(), tool.version(), notDownloaded(tool), lacking(go)),
        "  put %s %s on the PATH".formatted(tool.id(), tool.version()),
        "  name its program: %s=/path/to/%s".formatted(tool.setting().name(), tool.id()),
        release.isOn()
            ? "  download it through HTTPS_PROXY, or from a mirror: SPANLINE_RELEASES=https://…"
            : "  download it: unset SPANLINE_RELEASES",
        "  install Go %s or newer, to build it once in about %d s"
            .formatted(GoToolchain.NEEDED, tool.coldBuild().toSeconds()));
  }

  private String notDownloaded(Tool tool) {
    String failure = release.failure(tool);
    return failure == null ? "downloads are off" : "the download failed (%s)".formatted(failure);
  }

  private static String lacking(@Nullable GoToolchain go) {
    if (go == null) {
      return "there is no Go to build it";
    }
    return go.version().isEmpty()
        ? "the Go to build it, %s, does not say its version".formatted(go.program())
        : "the Go to build it, %s, is version %s but %s or newer is needed"
            .formatted(go.program(), go.version(), GoToolchain.NEEDED);
  }

  @Override
  public void close() {
    workshop.close();
  }
}
