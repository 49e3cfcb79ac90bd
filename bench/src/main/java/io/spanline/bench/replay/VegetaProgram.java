package io.spanline.bench.replay;

import io.spanline.settings.Settings;
import io.spanline.stack.process.ProcessGroup;
import io.spanline.stack.tool.Tools;
import io.spanline.terminal.Complaint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Utils;

/** Vegeta of one version, in the user's folder of tools; no other verb needs it. */
public final class VegetaProgram {
  static final String VERSION = "12.13.0";

  private static final String MODULE = "github.com/tsenart/vegeta/v12@v" + VERSION;
  private static final Duration LONGEST_BUILD = Duration.ofMinutes(5);

  private VegetaProgram() {}

  /** Builds it with Go unless it is there. */
  public static Path find(Settings settings) throws IOException, InterruptedException {
    Path home = Tools.cacheFolder(settings).resolve("vegeta");
    Path program = home.resolve(VERSION).resolve("vegeta");
    if (Files.isExecutable(program)) {
      return program;
    }
    Files.createDirectories(program.resolveSibling(""));
    Path part = Files.createTempDirectory(home, "new-");
    try {
      install(part);
      return Files.move(part.resolve("vegeta"), program, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Utils.delete(part.toFile());
    }
  }

  private static void install(Path part) throws IOException, InterruptedException {
    Path go = ProcessGroup.find("go", System.getenv().getOrDefault("PATH", ""));
    if (go == null) {
      throw Complaint.refused(
          "vegeta is built with Go, which is not on the PATH; install it, or leave vegeta out:"
              + " --without-vegeta");
    }
    Path log = part.resolve("go.log");
    ProcessBuilder builder =
        new ProcessBuilder(ProcessGroup.command(List.of(go.toString(), "install", MODULE)))
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
            "go install %s failed:%n%s".formatted(MODULE, Files.readString(log).strip()));
      }
    } finally {
      ProcessGroup.end(process, Duration.ofSeconds(2));
    }
  }
}
