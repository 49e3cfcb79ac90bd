package io.spanline.stack.record;

import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.settings.SettingsException;
import io.spanline.stack.Checkout;
import io.spanline.stack.StackRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;

/**
 * The stack that runs in a clone, as another process sees it.
 *
 * @param supervisor pid of the process that holds it
 * @param ready whether every process was ready and none is being stopped
 * @param settings its own, which may differ from those of this process
 */
public record RunningStack(
    long supervisor, boolean ready, Settings settings, List<StackProcess> processes) {
  public RunningStack {
    processes = List.copyOf(processes);
  }

  /** The running stack; none if nothing runs or only what a killed supervisor left. */
  public static Optional<RunningStack> find(Checkout checkout) throws IOException {
    RunRecord record;
    try {
      record = RunRecord.read(checkout.runFile());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    if (!record.supervisor().isAlive()) {
      return Optional.empty();
    }
    Settings settings = settings(record);
    return Optional.of(
        new RunningStack(
            record.supervisor().pid(),
            record.phase() == RunRecord.Phase.RUNNING,
            settings,
            record.children().stream()
                .filter(child -> child.mark().isAlive())
                .map(child -> StackProcess.of(child.name(), child.mark().pid(), settings))
                .toList()));
  }

  static Settings settings(RunRecord record) {
    try {
      return Settings.of(record.settings());
    } catch (SettingsException e) {
      throw new StackRefusal(
          "the running stack was started by another build, with %s; ./spanline down stops it"
              .formatted(e.getMessage()));
    }
  }

  /** The refusal to start a second one: a clone runs one stack at a time. */
  public StackRefusal refusal() {
    return new StackRefusal(
        "a stack of this clone is running already, held by process %d; stop it: ./spanline down"
            .formatted(supervisor));
  }

  /** Why the last stack ended, if one of its processes failed and none was started since. */
  public static Optional<String> lastFailure(Checkout checkout) throws IOException {
    try {
      return Optional.of(Files.readString(checkout.lastFailure()).strip());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  public String address(Port port) {
    return settings.address(port);
  }
}
