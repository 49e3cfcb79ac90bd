package io.spanline.cli;

import io.spanline.cli.view.Screen;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.settings.SettingsException;
import io.spanline.stack.PortOwner;
import io.spanline.stack.Ports;
import io.spanline.stack.RunningStack;
import io.spanline.stack.StackListener;
import io.spanline.stack.StackRefusal;
import io.spanline.stack.tool.FoundTool;
import io.spanline.stack.tool.GoToolchain;
import io.spanline.stack.tool.Tool;
import io.spanline.stack.tool.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code spanline doctor}. */
@Command(
    name = "doctor",
    description = {
      "Look at this machine: JDK, tools, ports, disk, settings. Says what is not fine and what"
          + " mends it. Exit 0 if the demo can run, else 2.",
      "",
      "Example: ./spanline doctor"
    },
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  private static final long NEEDED_DISK_BYTES = 3L << 30;
  // The agent sends after 500 ms, the Collector after 200 ms; twice both is the least safe settle.
  private static final Duration LEAST_SETTLE = Duration.ofMillis(1400);

  @Mixin private OutputOptions output = new OutputOptions();

  private final List<Finding> findings = new ArrayList<>();

  /** One thing looked at; what mends it is null where it is fine. */
  record Finding(String thing, String found, @Nullable String mend) {}

  @Override
  public Integer call() throws IOException {
    Place.ofThisProcess().mustBeClone();
    Surroundings surroundings = Surroundings.whateverTheSettings();
    Screen screen = output.screen(surroundings);
    fine("JDK", Runtime.version() + " at " + System.getProperty("java.home"));
    Settings settings = settings();
    if (settings != null) {
      tools(surroundings, settings);
      ports(surroundings, settings);
      settle(settings);
    }
    folders(surroundings);
    boolean well = findings.stream().allMatch(finding -> finding.mend() == null);
    for (Finding finding : findings) {
      screen.result(
          "%s %-24s %s"
              .formatted(
                  finding.mend() == null ? "@|green ok   |@" : "@|red mend |@",
                  finding.thing(),
                  finding.found()));
      if (finding.mend() != null) {
        screen.result("      -> " + finding.mend());
      }
    }
    screen.json(findings);
    return well ? 0 : 2;
  }

  private @Nullable Settings settings() {
    try {
      Settings settings = Settings.ofThisProcess();
      fine("settings", settings.environment().size() + " set, all known");
      return settings;
    } catch (SettingsException e) {
      for (String problem : e.problems()) {
        bad("settings", problem, "unset or correct it; ./spanline settings lists all");
      }
      return null;
    }
  }

  private void tools(Surroundings surroundings, Settings settings) {
    try (Tools tools = new Tools(surroundings.checkout().root(), settings)) {
      GoToolchain go = tools.goToolchain();
      if (go != null) {
        fine("Go", "%s: %s".formatted(go.version(), go.program()));
      }
      for (Tool tool : Tool.values()) {
        look(tools, go, tool);
      }
    }
  }

  private void look(Tools tools, @Nullable GoToolchain go, Tool tool) {
    try {
      FoundTool found = tools.lookUp(tool, StackListener.SILENT);
      if (found != null) {
        fine(tool.title(), "%s, %s: %s".formatted(tool.version(), found.origin(), found.program()));
      } else if (go != null && go.usable()) {
        fine(
            tool.title(),
            "not there yet; is built once, about %s".formatted(Screen.roughly(tool.coldBuild())));
      } else {
        bad(
            tool.title(),
            "not there, and no Go %s or newer to build it".formatted(GoToolchain.NEEDED),
            "install Go, or set %s to the program".formatted(tool.setting().name()));
      }
    } catch (StackRefusal e) {
      bad(tool.title(), String.valueOf(e.getMessage()), "correct " + tool.setting().name());
    }
  }

  private void ports(Surroundings surroundings, Settings settings) throws IOException {
    if (RunningStack.find(surroundings.checkout()).isPresent()) {
      fine("ports", "held by the running stack of this clone");
      return;
    }
    int taken = 0;
    for (Port port : Port.values()) {
      int number = settings.port(port);
      if (!Ports.isFree(number)) {
        taken++;
        String owner =
            PortOwner.of(number).map(PortOwner::toString).orElse("a process that cannot be seen");
        bad(
            "port " + number,
            "%s; taken by %s".formatted(port.setting().meaning(), owner),
            "stop it, set %s, or use --ports auto".formatted(port.setting().name()));
      }
    }
    if (taken == 0) {
      fine("ports", Port.values().length + " free");
    }
  }

  private void settle(Settings settings) {
    Duration settle = settings.value(Catalogue.TRACE_SETTLE);
    if (settle.compareTo(LEAST_SETTLE) < 0) {
      bad(
          "settle",
          settle + " is less than twice what agent and Collector wait (PT1.4S)",
          "traces would be emitted in pieces; raise SPANLINE_TRACE_SETTLE");
    } else {
      fine("settle", settle.toString());
    }
  }

  private void folders(Surroundings surroundings) throws IOException {
    Path root = surroundings.checkout().root();
    long free = Files.getFileStore(root).getUsableSpace();
    if (free < NEEDED_DISK_BYTES) {
      bad("disk", (free >> 20) + " MiB free", "3 GiB are needed for the tools' first build");
    } else {
      fine("disk", (free >> 30) + " GiB free");
    }
    for (String folder : List.of("data/captures", "data/baselines")) {
      if (Files.isWritable(root.resolve(folder))) {
        fine(folder, "writable");
      } else {
        bad(folder, "not writable", "chmod u+w " + folder);
      }
    }
  }

  private void fine(String thing, String found) {
    findings.add(new Finding(thing, found, null));
  }

  private void bad(String thing, String found, String mend) {
    findings.add(new Finding(thing, found, mend));
  }
}
