package io.spanline.cli.doctor;

import io.spanline.settings.Settings;
import io.spanline.stack.StackListener;
import io.spanline.stack.StackRefusal;
import io.spanline.stack.tool.FoundTool;
import io.spanline.stack.tool.GoToolchain;
import io.spanline.stack.tool.Tool;
import io.spanline.stack.tool.Tools;
import io.spanline.terminal.Screen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks Toxiproxy, the Collector and Jaeger, and Go, which would build them. */
record ToolChecks(Path root, Settings settings, InstallLines lines) {
  List<Finding> look() throws IOException {
    List<Finding> findings = new ArrayList<>();
    try (Tools tools = new Tools(root, settings, lines.path())) {
      GoToolchain go = tools.goToolchain();
      boolean missing = false;
      for (Tool tool : Tool.values()) {
        Finding finding = look(tools, go, tool);
        missing |= finding.found().startsWith("missing");
        findings.add(finding);
      }
      findings.add(0, go(go, missing));
    }
    return findings;
  }

  private Finding go(@Nullable GoToolchain go, boolean wanted) throws IOException {
    String install = lines.of("go", "https://go.dev/dl");
    String why = wanted ? "needed to build missing tools" : "not needed: no tool is missing";
    if (go == null) {
      return wanted
          ? Finding.note("Go", "not on the PATH; " + why, install)
          : Finding.ok("Go", "not on the PATH; " + why);
    }
    String found = "%s at %s".formatted(go.version(), go.program());
    return go.usable()
        ? Finding.ok("Go", found)
        : Finding.note(
            "Go", "%s, older than %s; %s".formatted(found, GoToolchain.NEEDED, why), install);
  }

  private Finding look(Tools tools, @Nullable GoToolchain go, Tool tool) throws IOException {
    try {
      FoundTool found = tools.lookUp(tool, StackListener.SILENT);
      if (found != null) {
        return Finding.ok(
            tool.title(), "%s, %s: %s".formatted(tool.version(), found.origin(), found.program()));
      }
      return missing(tools, go, tool);
    } catch (StackRefusal e) {
      return Finding.mend(
          tool.title(), String.valueOf(e.getMessage()), "correct " + tool.setting().name());
    }
  }

  private Finding missing(Tools tools, @Nullable GoToolchain go, Tool tool) throws IOException {
    boolean builds = go != null && go.usable();
    String build = "to be built once, about " + Screen.roughly(tool.coldBuild());
    String noGo = "no Go %s or newer to build it".formatted(GoToolchain.NEEDED);
    if (tools.downloads()) {
      return Finding.ok(
          tool.title(),
          "missing; to be downloaded once; if that fails: " + (builds ? build : noGo));
    }
    return builds
        ? Finding.ok(tool.title(), "missing; " + build)
        : Finding.mend(
            tool.title(),
            "missing, and " + noGo,
            "%s, or set %s to the program"
                .formatted(lines.of("go", "install Go: https://go.dev/dl"), tool.setting().name()));
  }
}
