package io.spanline.stack.plan;

import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.stack.tool.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What to run, and how.
 *
 * @param components what to start; includes Jaeger if and only if {@code jaeger} is {@code NOW}
 * @param tools the program of each tool among the components
 */
public record StackPlan(
    Checkout checkout,
    Settings settings,
    Set<Component> components,
    JaegerPlan jaeger,
    Map<Tool, Path> tools,
    EarlierData data) {
  /** What Kafka Streams names streams-baseline's folder within the state folder. */
  private static final String STREAMS_APPLICATION = "spanline-streams-baseline";

  /** Whether to keep the topics and queues that an earlier run left. */
  public enum EarlierData {
    /** Removed before the start: every run begins with empty topics. */
    REMOVED,
    /** Kept: the broker continues with the topics it finds. */
    KEPT
  }

  /** Whether and when Jaeger runs; traces wait for it on the Collector's disk. */
  public enum JaegerPlan {
    /** Started with the rest. */
    NOW,
    /** Started on the running stack once its program has been made. */
    LATER,
    /** The Collector does not keep traces for it either. */
    NEVER
  }

  public StackPlan {
    components = Set.copyOf(components);
    tools = Map.copyOf(tools);
    if (components.contains(Component.JAEGER) != (jaeger == JaegerPlan.NOW)) {
      throw new IllegalArgumentException("components and jaeger disagree: " + components + jaeger);
    }
    for (Tool tool : tools(components)) {
      if (!tools.containsKey(tool)) {
        throw new IllegalArgumentException("the plan lacks the program of " + tool);
      }
    }
  }

  /** Every component; the plan of {@code demo} and {@code up}. */
  public static StackPlan whole(
      Checkout checkout, Settings settings, JaegerPlan jaeger, Map<Tool, Path> tools) {
    return new StackPlan(checkout, settings, whole(jaeger), jaeger, tools, EarlierData.REMOVED);
  }

  public static Set<Component> whole(JaegerPlan jaeger) {
    return jaeger == JaegerPlan.NOW
        ? EnumSet.allOf(Component.class)
        : EnumSet.complementOf(EnumSet.of(Component.JAEGER));
  }

  /** Some components, without Jaeger. */
  public static StackPlan of(
      Checkout checkout, Settings settings, Set<Component> components, Map<Tool, Path> tools) {
    return new StackPlan(
        checkout, settings, components, JaegerPlan.NEVER, tools, EarlierData.REMOVED);
  }

  public StackPlan with(EarlierData replaced) {
    return new StackPlan(checkout, settings, components, jaeger, tools, replaced);
  }

  /** Where streams-baseline keeps its state: by default within the clone's own state folder. */
  public Path stateFolder() {
    return settings.isSet(Catalogue.STATE_DIR)
        ? checkout.root().resolve(settings.value(Catalogue.STATE_DIR))
        : checkout.state().resolve("state");
  }

  public Path outputFolder() {
    return checkout.root().resolve(settings.value(Catalogue.DATA_DIR));
  }

  /** Folders that belong to the topics of one run, within whatever folder the user named. */
  public List<Path> dataFolders() {
    return List.of(
        checkout.kafkaData(),
        checkout.collectorQueue(),
        stateFolder().resolve(STREAMS_APPLICATION));
  }

  /** The edges, but of the shop only those whose services run. */
  public Edges edges() throws IOException {
    return Edges.of(checkout)
        .among(components.stream().map(Component::processName).collect(Collectors.toSet()));
  }

  /** The ports that must be free at the start, Jaeger's also if it comes later. */
  public List<Port> ports() throws IOException {
    List<Port> all = new ArrayList<>();
    components.forEach(component -> all.addAll(component.ports()));
    if (jaeger == JaegerPlan.LATER) {
      all.addAll(Component.JAEGER.ports());
    }
    all.addAll(edges().proxyPorts());
    return all;
  }

  public static Set<Tool> tools(Set<Component> components) {
    Set<Tool> tools = EnumSet.noneOf(Tool.class);
    for (Component component : components) {
      @Nullable Tool tool = component.tool();
      if (tool != null) {
        tools.add(tool);
      }
    }
    return tools;
  }
}
