package io.spanline.bench.tool;

import io.spanline.settings.Settings;
import io.spanline.stack.process.ProcessGroup;
import io.spanline.stack.tool.Tools;
import io.spanline.terminal.Complaint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Utils;

/**
 * A program of one version that Go builds, once.
 *
 * @param without the option that does without it
 * @param command what follows {@code go}, run in an empty folder that is also where Go installs
 * @param product the program, from that folder
 */
public record GoProgram(
    String name, String version, String without, List<String> command, String product) {
  private static final Duration LONGEST_BUILD = Duration.ofMinutes(10);

  public GoProgram {
    command = List.copyOf(command);
  }

  /** Builds it unless it is there. */
  public Path find(Settings settings) throws IOException, InterruptedException {
    Path home = Tools.cacheFolder(settings).resolve(name);
    Path program = home.resolve(version).resolve(name);
    if (Files.isExecutable(program)) {
      return program;
    }
    Files.createDirectories(program.resolveSibling(""));
    Path part = Files.createTempDirectory(home, "new-");
    try {
      build(part);
      return Files.move(part.resolve(product), program, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Utils.delete(part.toFile());
    }
  }

  private void build(Path part) throws IOException, InterruptedException {
    Path go = ProcessGroup.find("go", System.getenv().getOrDefault("PATH", ""));
    if (go == null) {
      throw Complaint.refused(
          "%s is built with Go, which is not on the PATH; install it, or leave %s out: %s"
              .formatted(name, name, without));
    }
    List<String> all = new ArrayList<>(List.of(go.toString()));
    all.addAll(command);
    Path log = part.resolve("go.log");
    ProcessBuilder builder =
        new ProcessBuilder(ProcessGroup.command(all))
            .directory(part.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("GOBIN", part.toString());
    // A workspace around the folder is not ours to build in.
    builder.environment().put("GOWORK", "off");
    Process process = builder.start();
    try {
      if (!process.waitFor(LONGEST_BUILD.toSeconds(), TimeUnit.SECONDS)
          || process.exitValue() != 0) {
        throw Complaint.failed(
            "go %s failed:%n%s"
                .formatted(String.join(" ", command), Files.readString(log).strip()));
      }
    } finally {
      ProcessGroup.end(process, Duration.ofSeconds(2));
    }
  }
}
