package io.spanline.endtoend.stack;

import io.spanline.stack.Checkout;
import io.spanline.stack.StackFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files of a clone that verbs read, with hostile text in them. */
final class HostileFiles {
  private HostileFiles() {}

  static void write(Path root) throws IOException {
    Path failure = new Checkout(root).lastFailure();
    Files.createDirectories(failure.getParent());
    Files.writeString(failure, new StackFailure(List.of("it", HostileNames.NAME)).getMessage());
    for (String lines : List.of("captures/capture_001", "replays/replay_001")) {
      Path file = root.resolve("data").resolve(lines + ".json");
      Files.createDirectories(file.getParent());
      Files.writeString(file, HostileNames.NAME + "\n");
      Files.writeString(root.resolve("data").resolve(lines + ".manifest.json"), HostileNames.NAME);
    }
    Path experiment = Files.createDirectories(root.resolve("data/experiments/experiment_001"));
    for (String file :
        List.of("experiment.json", "requests.json", "verdict.json", "SHA256SUMS", "plan.yaml")) {
      Files.writeString(experiment.resolve(file), HostileNames.NAME + "\n");
    }
  }
}
