package io.spanline.bench.corpus;

import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.stack.StackListener;
import io.spanline.stack.plan.Component;
import io.spanline.stack.plan.Ports;
import io.spanline.stack.plan.StackPlan;
import io.spanline.stack.run.Stack;
import io.spanline.stack.tool.Tool;
import io.spanline.stack.tool.Tools;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * What cases go through: Collector, broker, streams-baseline and capture-writer, on free ports, in
 * a folder of their own. Their dead letters and odd names are no concern of another stack.
 */
public final class CorpusStack implements AutoCloseable {
  private static final Set<Component> COMPONENTS =
      Set.of(
          Component.KAFKA,
          Component.COLLECTOR,
          Component.STREAMS_BASELINE,
          Component.CAPTURE_WRITER);

  private final Stack stack;
  private final StackPlan plan;

  private CorpusStack(StackPlan plan, StackListener listener) {
    this.plan = plan;
    this.stack = new Stack(plan, listener);
  }

  /**
   * Makes one; {@link #start} starts it.
   *
   * @param checkout where the programs were built
   * @param folder of this run alone
   */
  public static CorpusStack of(Checkout checkout, Path folder, StackListener listener) {
    Settings settings =
        Ports.free(Settings.of(Map.of()))
            .with(
                Map.of(
                    Catalogue.DATA_DIR.name(),
                    folder.resolve("data").toString(),
                    Catalogue.STATE_DIR.name(),
                    folder.resolve("streams").toString(),
                    // A trace without a root waits as long.
                    Catalogue.TRACE_GAP.name(),
                    "PT4S",
                    // So that a small file is more than a trace may have.
                    Catalogue.TRACE_MAX_SPANS.name(),
                    "50"));
    Checkout own = new Checkout(checkout.root(), folder.resolve("state"));
    Map<Tool, Path> programs = programs(checkout, listener);
    return new CorpusStack(StackPlan.of(own, settings, COMPONENTS, programs), listener);
  }

  /** Gets the tools that are missing. */
  private static Map<Tool, Path> programs(Checkout checkout, StackListener listener) {
    Map<Tool, Path> programs = new EnumMap<>(Tool.class);
    try (Tools tools = new Tools(checkout.root(), Settings.ofThisProcess())) {
      for (Tool tool : StackPlan.tools(COMPONENTS)) {
        programs.put(tool, tools.find(tool, listener).program());
      }
    }
    return programs;
  }

  /** Returns once all are ready. */
  public void start() {
    stack.start();
  }

  /** Host and port, such as those that a sender sends to. */
  public String address(Port port) {
    return plan.settings().address(port);
  }

  /** Those that it runs with. */
  Settings settings() {
    return plan.settings();
  }

  /** A file that capture-writer names. */
  Path file(String path) {
    return plan.checkout().root().resolve(path);
  }

  @Override
  public void close() {
    stack.close();
  }
}
