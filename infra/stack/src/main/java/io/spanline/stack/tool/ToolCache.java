package io.spanline.stack.tool;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Settings;
import io.spanline.stack.Folders;
import io.spanline.stack.StackListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The user's folder of tools, shared by all clones: {@code
 * otelcol-contrib/0.155.0-linux-amd64-<fingerprint>/otelcol-contrib}.
 *
 * @param recipes what each tool is built from, whose fingerprint is part of the folder's name
 */
record ToolCache(Path folder, BuildRecipes recipes) implements ToolSource {
  static ToolCache of(Settings settings, BuildRecipes recipes) {
    return new ToolCache(folder(settings), recipes);
  }

  static Path folder(Settings settings) {
    Path home = Path.of(System.getProperty("user.home"));
    return settings.text(Catalogue.CACHE).isEmpty()
        ? home.resolve(isMac() ? "Library/Caches/spanline" : ".cache/spanline")
        : settings.value(Catalogue.CACHE).toAbsolutePath();
  }

  @Override
  public @Nullable FoundTool find(Tool tool, StackListener listener) throws IOException {
    Path program = program(tool);
    return Files.isExecutable(program) ? new FoundTool(tool, program, "cache") : null;
  }

  /** Where the tool is, or would be. */
  Path program(Tool tool) throws IOException {
    return home(tool).resolve(tool.id());
  }

  /** Puts a finished program in its place, in one step, with a note of what it is. */
  Path publish(Tool tool, Path part, Path program) throws IOException {
    Path ready = Files.createDirectories(part.resolve("ready"));
    Files.move(program, ready.resolve(tool.id()));
    Map<String, String> note =
        Map.of(
            "tool", tool.title(),
            "version", tool.version(),
            "how", "built with Go: " + recipes.module(tool),
            "when", Clock.systemUTC().instant().toString());
    Files.writeString(
        ready.resolve("built.json"),
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(new TreeMap<>(note))
            + "\n");
    Folders.remove(home(tool));
    Files.move(ready, home(tool), StandardCopyOption.ATOMIC_MOVE);
    return program(tool);
  }

  /** Waits until no other process, of this clone or another, makes the same tool. */
  ToolLock lock(Tool tool, StackListener listener) throws IOException, InterruptedException {
    return ToolLock.take(tool, folder.resolve(tool.id()), listener);
  }

  private Path home(Tool tool) throws IOException {
    String name =
        "%s-%s-%s-%s".formatted(tool.version(), os(), arch(), fingerprint(recipes.text(tool)));
    return folder.resolve(tool.id()).resolve(name);
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

  private static boolean isMac() {
    return os().equals("darwin");
  }

  /** As Go names it. */
  private static String os() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return name.startsWith("mac") ? "darwin" : name.startsWith("windows") ? "windows" : name;
  }

  private static String arch() {
    String name = System.getProperty("os.arch");
    return switch (name) {
      case "x86_64", "amd64" -> "amd64";
      case "aarch64", "arm64" -> "arm64";
      default -> name;
    };
  }
}
