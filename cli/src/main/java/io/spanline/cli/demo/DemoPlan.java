package io.spanline.cli.demo;

import io.spanline.stack.StackListener;
import io.spanline.stack.tool.Tool;
import io.spanline.stack.tool.Tools;
import io.spanline.terminal.Screen;
import java.util.ArrayList;
import java.util.List;

/** Tells before a demo what it will do, and how long that takes on two cores. */
final class DemoPlan {
  private final Tools tools;
  private final StackListener listener;
  private final DemoOptions options;

  DemoPlan(Tools tools, StackListener listener, DemoOptions options) {
    this.tools = tools;
    this.listener = listener;
    this.options = options;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("@|bold Spanline demo|@: real traffic to the first capture and baseline");
    lines.add("  tools        " + tools(Tool.TOXIPROXY, Tool.COLLECTOR));
    lines.add("  start        broker, Toxiproxy, Collector, services, streams app, writer: 10 s");
    lines.add("  traffic      120 requests to warm up, 300 measured: 9 s");
    lines.add("  snapshot     once every trace is closed: 11 s");
    if (options.withJaeger()) {
      lines.add("  Jaeger       the same trace there; " + tools(Tool.JAEGER));
    }
    lines.add("");
    return lines;
  }

  private String tools(Tool... wanted) {
    List<String> missing = new ArrayList<>();
    for (Tool tool : wanted) {
      if (tools.lookUp(tool, listener) == null) {
        missing.add("%s %s".formatted(tool.title(), Screen.roughly(tool.coldBuild())));
      }
    }
    return missing.isEmpty()
        ? "there already"
        : (tools.downloads() ? "downloaded once, else built: " : "built once: ")
            + String.join(", ", missing);
  }
}
