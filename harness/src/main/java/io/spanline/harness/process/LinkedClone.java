package io.spanline.harness.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A clone with output and state of its own, whose sources and programs are links to those under
 * test: what a user types in a clone can be typed there while the tests run in the real one.
 */
public record LinkedClone(Path root) {
  private static final Set<String> OWN = Set.of(".git", ".spanline", "data", "spanline");
  private static final long LONGEST_SECONDS = 300;

  /**
   * In a folder whose name has a space.
   *
   * @param of the real clone
   */
  public static LinkedClone in(Path folder, Path of) throws IOException {
    Path root = Files.createDirectory(folder.resolve("a clone")).toRealPath();
    try (Stream<Path> all = Files.list(of)) {
      for (Path source : all.toList()) {
        String name = source.getFileName().toString();
        if (!OWN.contains(name)) {
          Files.createSymbolicLink(root.resolve(name), source.toRealPath());
        }
      }
    }
    // A link would lead the script to the real clone.
    Files.copy(of.resolve("spanline"), root.resolve("spanline"));
    Files.createDirectories(root.resolve("data/captures"));
    Files.createDirectories(root.resolve("data/baselines"));
    for (String shared : List.of("README.md", "sample", "schemas")) {
      Files.createSymbolicLink(
          root.resolve("data").resolve(shared), of.resolve("data").resolve(shared));
    }
    LinkedClone clone = new LinkedClone(root);
    clone.markBuilt();
    return clone;
  }

  /** Gives the clone a list of edges of its own. */
  public void edges(String yaml) throws IOException {
    Path infra = root.resolve("infra");
    if (Files.isSymbolicLink(infra)) {
      Path source = infra.toRealPath();
      Files.delete(infra);
      Files.createDirectory(infra);
      try (Stream<Path> all = Files.list(source)) {
        for (Path each : all.toList()) {
          Files.createSymbolicLink(infra.resolve(each.getFileName()), each);
        }
      }
      Files.delete(infra.resolve("edges.yaml"));
    }
    Files.writeString(infra.resolve("edges.yaml"), yaml);
  }

  /** As the script does after a build: it must not build here, where the folders are links. */
  private void markBuilt() throws IOException {
    Path state = Files.createDirectories(root.resolve(".spanline"));
    Files.writeString(state.resolve("build.stamp"), root + "\n");
  }

  /**
   * What a command printed, on both streams.
   *
   * @param exit -1 where it took longer than five minutes and was ended
   */
  public record Ran(int exit, String output) {}

  /** Runs a command in the clone's folder, with these variables besides the test's own. */
  public Ran run(Map<String, String> environment, String... command) {
    return run(root, environment, List.of(command));
  }

  /** As {@link #run(Map, String...)}, in another folder. */
  public static Ran run(Path folder, Map<String, String> environment, List<String> command) {
    try {
      Path output = Files.createTempFile("spanline-command", ".txt");
      try {
        Process process = start(folder, environment, command, Redirect.to(output.toFile()));
        boolean ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
          stop(process);
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        return new Ran(ended ? process.exitValue() : -1, text);
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a command ran", e);
    }
  }

  /** Starts a command whose output nobody reads. */
  public Process start(Map<String, String> environment, String... command) throws IOException {
    return start(root, environment, List.of(command), Redirect.DISCARD);
  }

  /** Starts a command whose output, but for its errors, goes to a file. */
  public Process start(Map<String, String> environment, Path output, String... command)
      throws IOException {
    return start(root, environment, List.of(command), Redirect.to(output.toFile()));
  }

  /** Ends it and what it has started; returns when it is gone. */
  public static void stop(Process process) {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    process.onExit().join();
  }

  private static Process start(
      Path folder, Map<String, String> environment, List<String> command, Redirect output)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(List.copyOf(command));
    builder.directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(output);
    builder.redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
    return builder.start();
  }
}
