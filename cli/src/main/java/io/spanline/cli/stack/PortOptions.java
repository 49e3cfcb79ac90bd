package io.spanline.cli.stack;

import io.spanline.settings.Settings;
import io.spanline.stack.plan.Ports;
import io.spanline.terminal.Complaint;
import picocli.CommandLine.Option;

/** Which ports a stack takes. */
public final class PortOptions {
  @Option(
      names = "--ports",
      paramLabel = "fixed|auto",
      defaultValue = "fixed",
      description =
          "auto: use free ports instead of those in the settings (default: ${DEFAULT-VALUE})")
  private Choice choice = Choice.FIXED;

  /** Where port numbers come from. */
  enum Choice {
    FIXED,
    AUTO
  }

  /** Where the ports are given already. */
  public void refuseAuto(String why) {
    if (choice == Choice.AUTO) {
      throw Complaint.refused("leave out --ports auto: " + why);
    }
  }

  public Settings applied(Settings settings) {
    return choice == Choice.AUTO ? Ports.free(settings) : settings;
  }
}
