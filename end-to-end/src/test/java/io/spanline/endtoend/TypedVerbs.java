package io.spanline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.cli.Spanline;
import io.spanline.clients.Toxiproxy;
import io.spanline.stack.plan.JavaProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The command line as a process of its own, in a folder that stands for a clone. */
final class TypedVerbs {
  private static final long LONGEST_SECONDS = 40;

  private final Path root;
  private final Map<String, String> settings = new HashMap<>();

  /**
   * What one run said.
   *
   * @param text of both outputs
   */
  record Said(int exit, String text, Duration took) {}

  /** A clone without files. */
  TypedVerbs(Path root) {
    this.root = root;
    // Nobody listens there.
    settings.put("SPANLINE_PORT_KAFKA", "1");
  }

  /** Its list of edges is the text. */
  TypedVerbs withEdges(String edges) throws IOException {
    Files.createDirectories(root.resolve("infra"));
    Files.writeString(root.resolve("infra/edges.yaml"), edges);
    return this;
  }

  TypedVerbs with(String setting, String value) {
    settings.put(setting, value);
    return this;
  }

  Path state() {
    return root.resolve(".spanline");
  }

  Said toxics(String... words) throws IOException, InterruptedException {
    return run(Stream.concat(Stream.of("toxics"), Stream.of(words)).toArray(String[]::new));
  }

  Said run(String... words) throws IOException, InterruptedException {
    long began = System.nanoTime();
    return said(start(words), began);
  }

  /** Waits for the end of one that was started. */
  Said said(Process process, long began) throws IOException, InterruptedException {
    String text = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
    return new Said(process.exitValue(), text, Duration.ofNanos(System.nanoTime() - began));
  }

  Process start(String... words) throws IOException {
    List<String> options =
        Stream.concat(
                Toxiproxy.OPTIONS.stream(), Stream.of("-Dspanline.root=" + root, "-Duser.name=me"))
            .toList();
    ProcessBuilder builder =
        new ProcessBuilder(
                new JavaProgram(
                        Spanline.class.getName(),
                        System.getProperty(
                            "surefire.test.class.path", System.getProperty("java.class.path")),
                        options,
                        List.of(words))
                    .command())
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("SPANLINE_"));
    builder.environment().putAll(settings);
    return builder.start();
  }
}
