package io.spanline.bench.senders;

import io.spanline.stack.Checkout;
import io.spanline.stack.process.ProcessGroup;
import io.spanline.terminal.Complaint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Where the senders of one run are installed, each once. */
final class Workplace {
  private static final Duration LONGEST_INSTALL = Duration.ofMinutes(5);

  private final Checkout checkout;
  private final Path folder;
  private final Set<Sdk> installed = new HashSet<>();

  /**
   * Makes one in which nothing is installed.
   *
   * @param checkout with the programs
   * @param folder of this run alone; need not exist
   */
  Workplace(Checkout checkout, Path folder) {
    this.checkout = checkout;
    this.folder = folder.toAbsolutePath();
  }

  /** The folder in which an SDK is ready. */
  synchronized Path of(Sdk sdk) throws IOException, InterruptedException {
    Path home = folder.resolve(sdk.name());
    if (installed.add(sdk)) {
      Files.createDirectories(home);
      for (String source : sdk.sources()) {
        copy(checkout.file(source), home);
      }
      for (List<String> command : sdk.installs()) {
        run(home, Map.of(), command);
      }
    }
    return home;
  }

  Path folder() {
    return folder;
  }

  private static void copy(Path source, Path home) throws IOException {
    try (Stream<Path> files = Files.list(source)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, home.resolve(file.getFileName()));
      }
    }
  }

  /** Runs a command in a folder to its end, which must be a good one. */
  static void run(Path home, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Files.createDirectories(home);
    Path log = home.resolve("install.log");
    ProcessBuilder builder =
        new ProcessBuilder(ProcessGroup.command(command))
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    // A workspace around the folder is not ours to build in.
    builder.environment().put("GOWORK", "off");
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      boolean ended = process.waitFor(LONGEST_INSTALL.toSeconds(), TimeUnit.SECONDS);
      if (!ended || process.exitValue() != 0) {
        throw Complaint.refused(
            "%s %s: see %s"
                .formatted(String.join(" ", command), ended ? "failed" : "takes too long", log));
      }
    } finally {
      ProcessGroup.end(process, Duration.ofSeconds(2));
    }
  }
}
