package io.spanline.stack.run;

import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.stack.StackListener;
import io.spanline.stack.plan.Component;
import io.spanline.stack.plan.Ports;
import io.spanline.stack.plan.StackPlan;
import io.spanline.stack.process.Launch;
import io.spanline.stack.process.Probe;
import io.spanline.stack.record.RunningStack;
import io.spanline.stack.record.StackProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stacks for tests: free ports, a state folder of their own, shell scripts for programs. */
final class TestStacks {
  private TestStacks() {}

  static StackPlan plan(Path state, Component... components) {
    return StackPlan.of(
        new Checkout(Path.of("../.."), state.toAbsolutePath()),
        Ports.free(Settings.of(Map.of())),
        components.length == 0
            ? EnumSet.noneOf(Component.class)
            : EnumSet.copyOf(List.of(components)),
        Map.of());
  }

  /** Launches of shell scripts in place of the components; ready once they have made a file. */
  static LaunchSource scripts(Map<Component, String> scripts) {
    return plan -> {
      Map<Component, Launch> launches = new EnumMap<>(Component.class);
      scripts.forEach(
          (component, script) -> launches.put(component, launch(plan, component, script)));
      return launches;
    };
  }

  static Launch launch(StackPlan plan, Component component, String script) {
    Path ready = plan.checkout().state().resolve(component.processName() + ".ready");
    return new Launch(
        component.processName(),
        List.of("/bin/sh", "-c", script.replace("READY", "touch '" + ready + "'")),
        plan.settings().environment(),
        plan.checkout().root(),
        plan.checkout().log(component.processName()),
        Probe.file(ready),
        Duration.ZERO,
        Duration.ofSeconds(20),
        component.grace());
  }

  static Set<String> running(RunningStack stack) {
    return Set.copyOf(stack.processes().stream().map(StackProcess::name).toList());
  }

  /** Keeps what it heard, in order. */
  static final class Heard implements StackListener {
    final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void started(String step, Duration expected) {
      lines.add("started " + step);
    }

    @Override
    public void detail(String step, String line) {
      lines.add(line);
    }

    @Override
    public void finished(String step, Duration took) {
      lines.add("finished " + step);
    }
  }
}
