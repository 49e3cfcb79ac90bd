package io.spanline.stack.tool;

import io.spanline.settings.Catalogue;
import io.spanline.settings.Settings;
import io.spanline.stack.StackListener;
import io.spanline.stack.StackRefusal;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * The user's folder of tools, shared by all clones: {@code
 * otelcol-contrib/0.155.0-linux-amd64-release/otelcol-contrib} for one downloaded, with a
 * fingerprint in place of "release" for one built.
 *
 * @param recipes what each tool is built from, whose fingerprint is part of the folder's name
 */
record ToolCache(Path folder, BuildRecipes recipes, Platform platform) implements ToolSource {
  static ToolCache of(Settings settings, BuildRecipes recipes) {
    return new ToolCache(folder(settings), recipes, Platform.here());
  }

  static Path folder(Settings settings) {
    Path home = Path.of(System.getProperty("user.home"));
    return settings.text(Catalogue.CACHE).isEmpty()
        ? home.resolve(Platform.here().isMac() ? "Library/Caches/spanline" : ".cache/spanline")
        : settings.value(Catalogue.CACHE).toAbsolutePath();
  }

  @Override
  public @Nullable FoundTool find(Tool tool, StackListener listener) throws IOException {
    // The release first: its project has tested it, and Jaeger's has its page.
    for (Path home : List.of(releaseHome(tool), builtHome(tool))) {
      Path program = home.resolve(tool.id());
      if (Files.isExecutable(program)) {
        return new FoundTool(tool, program, "cache");
      }
    }
    return null;
  }

  /** Moves a finished program, with its note, to its place in one step. */
  Path publish(Path ready, Path home) throws IOException {
    Path name = Objects.requireNonNull(home.getParent()).getFileName();
    try (FileChannel channel = FileChannel.open(ready.resolve(name), StandardOpenOption.WRITE)) {
      // A power cut must not leave an empty program behind a final name.
      channel.force(true);
    }
    Utils.delete(home.toFile());
    Files.move(ready, home, StandardCopyOption.ATOMIC_MOVE);
    return home.resolve(name);
  }

  /** Waits until no other process, of this clone or another, makes the same tool. */
  ToolLock lock(Tool tool, String step, StackListener listener)
      throws IOException, InterruptedException {
    return ToolLock.take(step, folder.resolve(tool.id()), listener);
  }

  /** Whether a problem concerns this folder, not the clone or a program. */
  boolean isAbout(IOException problem) {
    if (problem instanceof FileSystemException system && system.getFile() != null) {
      Path file = Path.of(system.getFile()).toAbsolutePath();
      return file.startsWith(folder) || folder.startsWith(file);
    }
    return false;
  }

  StackRefusal refusal(String why) {
    return new StackRefusal(
        List.of(
            "the cache of tools, %s, cannot be written: %s; one of these helps:"
                .formatted(folder, why),
            "  make it writable, or free some space there",
            "  use another folder: SPANLINE_CACHE=/path/to/folder"));
  }

  /** The refusal to say that the folder cannot be written. */
  StackRefusal refusal(IOException problem) {
    String why = String.valueOf(problem.getMessage());
    if (problem instanceof AccessDeniedException) {
      why = "permission denied for " + why;
    } else if (problem instanceof FileAlreadyExistsException) {
      why += " is a file";
    }
    return refusal(why);
  }

  Path releaseHome(Tool tool) {
    return home(tool, "release");
  }

  Path builtHome(Tool tool) throws IOException {
    return home(tool, fingerprint(recipes.text(tool)));
  }

  private Path home(Tool tool, String mark) {
    return folder.resolve(tool.id()).resolve("%s-%s-%s".formatted(tool.version(), platform, mark));
  }

  private static String fingerprint(String recipe) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(recipe.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
