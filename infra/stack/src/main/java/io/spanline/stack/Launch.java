package io.spanline.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * How one process is started and known to be ready.
 *
 * @param environment beside that of this process, whose own SPANLINE_ variables are left out
 * @param expected how long it takes to be ready, as a rule
 * @param deadline after which it counts as failed
 * @param afterStop hears the exit code once the process is stopped
 */
record Launch(
    String name,
    List<String> command,
    Map<String, String> environment,
    Path folder,
    Path log,
    Probe ready,
    Duration expected,
    Duration deadline,
    IntConsumer afterStop) {
  Launch {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  Launch then(IntConsumer afterItsStop) {
    return new Launch(
        name, command, environment, folder, log, ready, expected, deadline, afterItsStop);
  }
}
