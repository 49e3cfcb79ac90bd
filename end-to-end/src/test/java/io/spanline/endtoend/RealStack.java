package io.spanline.endtoend;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.stack.StackListener;
import io.spanline.stack.plan.Component;
import io.spanline.stack.plan.Ports;
import io.spanline.stack.plan.StackPlan;
import io.spanline.stack.plan.StackPlan.JaegerPlan;
import io.spanline.stack.run.Stack;
import io.spanline.stack.tool.FoundTool;
import io.spanline.stack.tool.Tool;
import io.spanline.stack.tool.Tools;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The stack for a test: free ports, a state folder of its own, stopped when closed. Where a tool
 * would have to be built first the test is skipped, unless SPANLINE_REQUIRE names the tools.
 */
public final class RealStack implements AutoCloseable {
  private final Stack stack;
  private final Settings settings;
  private final Path folder;

  private RealStack(Stack stack, Settings settings, Path folder) {
    this.stack = stack;
    this.settings = settings;
    this.folder = folder;
  }

  /**
   * Starts some components.
   *
   * @param folder of this test alone
   * @param overrides settings of this test
   */
  public static RealStack start(
      Path folder, Set<Component> components, Map<String, String> overrides) {
    Map<String, String> texts = new HashMap<>(overrides);
    texts.put(Catalogue.DATA_DIR.name(), folder.resolve("data").toString());
    texts.put(Catalogue.STATE_DIR.name(), folder.resolve("streams").toString());
    Settings settings = Ports.free(Settings.ofThisProcess()).with(texts);
    Checkout checkout = new Checkout(root(), folder.resolve("state"));
    JaegerPlan jaeger = components.contains(Component.JAEGER) ? JaegerPlan.NOW : JaegerPlan.NEVER;
    StackPlan plan =
        new StackPlan(
            checkout,
            settings,
            components,
            jaeger,
            programs(settings, components),
            io.spanline.stack.plan.StackPlan.EarlierData.REMOVED);
    Stack stack = new Stack(plan, StackListener.SILENT);
    // Also when the test run is stopped from outside: no process may outlive it.
    Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "test-stack-stop"));
    stack.start();
    return new RealStack(stack, settings, folder);
  }

  public static Path root() {
    return Path.of(System.getProperty("spanline.root", "..")).toAbsolutePath().normalize();
  }

  Stack stack() {
    return stack;
  }

  public Settings settings() {
    return settings;
  }

  public String address(Port port) {
    return settings.address(port);
  }

  String url(Port port) {
    return "http://" + address(port);
  }

  Path data() {
    return folder.resolve("data");
  }

  Path logs() {
    return folder.resolve("state/logs");
  }

  @Override
  public void close() {
    stack.close();
  }

  /** Skips the test if a tool of the whole stack would have to be made first. */
  public static void requireTools() {
    programs(Settings.ofThisProcess(), StackPlan.whole(JaegerPlan.NOW));
  }

  static Map<Tool, Path> programs(Settings settings, Set<Component> components) {
    boolean required = settings.value(Catalogue.REQUIRE).contains("tools");
    Map<Tool, Path> programs = new EnumMap<>(Tool.class);
    try (Tools tools = new Tools(root(), settings)) {
      for (Tool tool : StackPlan.tools(components)) {
        FoundTool found =
            required
                ? tools.find(tool, StackListener.SILENT)
                : tools.lookUp(tool, StackListener.SILENT);
        assumeTrue(
            found != null, () -> tool.title() + " is not built; SPANLINE_REQUIRE=tools builds it");
        programs.put(tool, found.program());
      }
    }
    return programs;
  }
}
