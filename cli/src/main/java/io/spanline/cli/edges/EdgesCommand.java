package io.spanline.cli.edges;

import io.spanline.cli.invocation.Invocation;
import io.spanline.clients.Toxiproxy;
import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.experiments.edge.ObservedCalls;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Settings;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code spanline edges}. */
@Command(
    name = "edges",
    description = {
      "List who calls whom, through which proxy of Toxiproxy, and how many calls of the last 10 minutes"
          + " did.",
      "An edge is found by infra/edges.yaml, or by its spans: a call goes through the proxy that listens"
          + " at the port that its CLIENT span names (server.port); the callee is the service that"
          + " answers. For an edge without a proxy it prints the command that makes one, and what to"
          + " change at the caller.",
      "With --json: listen and upstream of each proxy too.",
      "",
      "Example: ./spanline edges",
      "  edge                   proxy    calls             at",
      "  service-b->service-c   b-to-c      98   127.0.0.1:18183",
      "",
      "Then, on the proxy's name or the quoted edge: ./spanline toxics add b-to-c latency=200",
      "SPANLINE_TOXIPROXY_API=http://host:8474 names a Toxiproxy other than the stack's."
    },
    mixinStandardHelpOptions = true)
public final class EdgesCommand implements Callable<Integer> {
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws IOException {
    Invocation invocation = Invocation.ofThisProcess();
    Screen screen = output.screen();
    Optional<Settings> stack = invocation.stackIfAny();
    Settings settings = stack.orElseGet(Settings::ofThisProcess);
    if (stack.isEmpty() && settings.value(Catalogue.TOXIPROXY_API).isEmpty()) {
      throw Complaint.refused(invocation.nothingRuns());
    }
    KnownEdges known = KnownEdges.of(invocation, settings);
    // Asked first: without it there is nothing to show, and reading spans takes seconds.
    Collection<Proxy> proxies = new Toxiproxy(settings.toxiproxyApi()).proxies().values();
    ObservedCalls calls = stack.isPresent() ? known.calls() : ObservedCalls.NONE;
    EdgesView view = new EdgesView(known, calls, proxies, settings.toxiproxyApi());
    if (stack.isEmpty()) {
      screen.warn(
          "spanline: no stack is running in this clone, so there are no spans to find calls in");
    }
    view.lines().forEach(screen::result);
    screen.json(view.json());
    return 0;
  }
}
