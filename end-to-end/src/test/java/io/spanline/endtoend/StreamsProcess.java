package io.spanline.endtoend;

import static org.awaitility.Awaitility.await;

import io.spanline.cli.client.Rest;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.Ports;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** streams-baseline as a process of its own, which a test may kill and start again. */
final class StreamsProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);

  private final Path folder;
  private final Settings settings;
  private final Rest rest;
  private @Nullable Process process;

  /**
   * A process that does not run yet.
   *
   * @param folder for its state and log
   * @param kafkaPort of the broker on 127.0.0.1
   */
  StreamsProcess(Path folder, int kafkaPort) {
    this.folder = folder;
    this.settings =
        Ports.free(Settings.ofThisProcess())
            .with(
                Map.of(
                    Port.KAFKA.setting().name(),
                    String.valueOf(kafkaPort),
                    Catalogue.STATE_DIR.name(),
                    folder.resolve("streams").toString()));
    this.rest =
        new Rest(
            "streams-baseline", settings.address(Port.STREAMS_BASELINE), Duration.ofSeconds(5));
    Runtime.getRuntime().addShutdownHook(new Thread(this::kill, "test-streams-kill"));
  }

  void start() throws IOException {
    Path target = RealStack.root().resolve("streams-baseline/target");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            target.resolve("streams-baseline.jar")
                + File.pathSeparator
                + Files.readString(target.resolve("runtime.classpath")).strip(),
            "io.spanline.streams.StreamsBaseline");
    builder.environment().putAll(settings.environment());
    builder.redirectErrorStream(true);
    builder.redirectOutput(
        ProcessBuilder.Redirect.appendTo(folder.resolve("streams-baseline.log").toFile()));
    process = builder.start();
    await().atMost(START).until(() -> rest.answers("/health/ready"));
  }

  Rest rest() {
    return rest;
  }

  String address() {
    return settings.address(Port.STREAMS_BASELINE);
  }

  /** SIGKILL: nothing of its own runs any more. */
  void kill() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly().onExit().join();
    }
  }

  /** SIGTERM; the exit code. */
  int stop() {
    Process running = process;
    if (running == null) {
      throw new IllegalStateException("streams-baseline was not started");
    }
    running.destroy();
    return running.onExit().join().exitValue();
  }

  @Override
  public void close() {
    kill();
  }
}
