package io.spanline.stack.run;

import com.sun.net.httpserver.HttpServer;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.stack.plan.Component;
import io.spanline.stack.plan.JavaProgram;
import io.spanline.stack.plan.Ports;
import io.spanline.stack.plan.StackPlan;
import io.spanline.stack.process.Launch;
import io.spanline.stack.process.Probe;
import io.spanline.stack.record.RunningStack;
import io.spanline.stack.record.StackProcess;
import io.spanline.stack.tool.Tool;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

  /** Of Toxiproxy alone, which is a small Java program here: ready sooner than a broker. */
  static StackPlan quick(Path state) throws IOException {
    String java =
        "#!/bin/sh\nexec '%s/bin/java' -XX:TieredStopAtLevel=1 -cp '%s' '%s' \"$@\"\n"
            .formatted(
                System.getProperty("java.home"),
                JavaProgram.ownClassPath(),
                FakeToxiproxy.class.getName());
    Path program = Files.writeString(state.resolve("toxiproxy-server"), java);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    StackPlan plan = plan(state);
    return StackPlan.of(
        plan.checkout(),
        plan.settings(),
        Set.of(Component.TOXIPROXY),
        Map.of(Tool.TOXIPROXY, program));
  }

  /** Answers every request with the list of proxies that it was given. */
  static final class FakeToxiproxy {
    private FakeToxiproxy() {}

    /**
     * Runs until it is told to end.
     *
     * @param args as the real one's: -host, -port, -config and their values
     */
    public static void main(String[] args) throws IOException {
      byte[] proxies = Files.readAllBytes(Path.of(args[5]));
      HttpServer server =
          HttpServer.create(new InetSocketAddress(args[1], Integer.parseInt(args[3])), 0);
      server.createContext(
          "/",
          exchange -> {
            exchange.sendResponseHeaders(200, proxies.length);
            exchange.getResponseBody().write(proxies);
            exchange.close();
          });
      server.start();
    }
  }

  /** Launches of shell scripts in place of the components; ready once they have made a file. */
  static Stack.LaunchSource scripts(Map<Component, String> scripts) {
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
        grace(component));
  }

  /** An eighth of the real one. */
  static Duration grace(Component component) {
    return component.grace().dividedBy(8);
  }

  static Set<String> running(RunningStack stack) {
    return Set.copyOf(stack.processes().stream().map(StackProcess::name).toList());
  }
}
