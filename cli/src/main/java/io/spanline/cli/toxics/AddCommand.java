package io.spanline.cli.toxics;

import io.spanline.cli.invocation.Place;
import io.spanline.clients.Toxic.Stream;
import io.spanline.experiments.edge.ProxiedEdge;
import io.spanline.experiments.edge.Target;
import io.spanline.experiments.toxic.Fault;
import io.spanline.experiments.toxic.Injection;
import io.spanline.experiments.toxic.Journal;
import io.spanline.experiments.toxic.LeasedToxic;
import io.spanline.experiments.toxic.Removal;
import io.spanline.experiments.toxic.Uninterrupted;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import io.spanline.topic.ToxicChange.By;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spanline toxics add}. */
@Command(
    name = "add",
    description = {
      "Put a toxic on an edge, for a while, and return once its proxy shows it.",
      "",
      "latency=MS [jitter=MS]    delays data; connecting is not delayed",
      "bandwidth=KB/S            limits each connection by itself; 0 stalls it",
      "slow_close=MS             delays the end of a connection: shows nothing while clients keep",
      "                          connections alive",
      "timeout=MS                drops all data, then closes the connection; 0 never closes it",
      "reset_peer[=MS]           resets new connections; pooled ones see an end instead",
      "slicer=BYTES [size_variation=BYTES] [delay=µS]",
      "                          cuts data into pieces, with a delay in microseconds after each",
      "limit_data=BYTES          closes each connection after so many bytes of its own",
      "down                      closes every connection of the proxy and refuses new ones",
      "",
      "Examples:",
      "  ./spanline toxics add b-to-c latency=200 jitter=20 --for 60s",
      "  ./spanline toxics add 'service-b->service-c' down --for 10s"
    },
    mixinStandardHelpOptions = true)
final class AddCommand implements Callable<Integer> {
  private static final int INTERRUPTED = 130;

  @Parameters(
      index = "0",
      paramLabel = "EDGE",
      description = "its proxy's name, or the edge in quotes; the verb edges lists both")
  private String edge = "";

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "TOXIC", description = "see above")
  private List<String> toxic = List.of();

  @Option(
      names = "--for",
      paramLabel = "LENGTH",
      defaultValue = "60s",
      converter = Lengths.class,
      description = "such as 30s or 5m, at most 1h; never renewed (default: ${DEFAULT-VALUE})")
  private Duration length = Duration.ZERO;

  @Option(
      names = "--upstream",
      description = "act on requests, from caller to callee (default: on answers)")
  private boolean upstream;

  @Option(
      names = "--toxicity",
      defaultValue = "1",
      paramLabel = "SHARE",
      description =
          "share of the *connections* that it acts on, drawn when one begins: a pooled connection is"
              + " hit always or never (default: ${DEFAULT-VALUE})")
  private double toxicity;

  @Option(
      names = "--wait",
      description = "stay until the lease ends and take it off then; Ctrl-C takes it off at once")
  private boolean wait;

  @Mixin private ToxicOptions options = new ToxicOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Screen screen = output.screen();
    Fault fault = fault();
    Workplace place = Workplace.find();
    Target target = place.target(edge, place.toxiproxy().proxies().values());
    Injection.Order order = order(target);
    try (Journal journal = place.journal(options, screen)) {
      Removal removal = place.removal(journal, screen);
      Injection injection = new Injection(place.toxiproxy(), journal, removal, Clock.systemUTC());
      LeasedToxic added =
          new Uninterrupted<>(
                  () -> injection.add(order, fault),
                  undone -> undo(undone, removal, screen),
                  left -> ToxicOptions.endWith(left, screen))
              .run();
      if (added == null) {
        return INTERRUPTED;
      }
      screen.result(
          "%s: %s until %s".formatted(target, ToxicView.words(added), added.lease().end()));
      screen.json(ToxicView.json(added));
      if (wait) {
        new HeldToxic(added, removal).hold(screen);
      } else if (!place.isOfTheStack()) {
        warn(screen, place);
      }
    }
    return 0;
  }

  private static void warn(Screen screen, Workplace place) {
    screen.warn(
        "spanline: no stack sweeps the Toxiproxy at %s; it stays on after its lease unless this runs:"
            .formatted(place.settings().toxiproxyApi()));
    screen.warn("  %s toxics sweep --watch".formatted(Place.ofThisProcess().command()));
  }

  private static void undo(LeasedToxic added, Removal removal, Screen screen) {
    removal.remove(added, By.OWNER);
    screen.warn(
        "interrupted; %s is off proxy %s again".formatted(ToxicView.words(added), added.proxy()));
  }

  /** Checked before anything is touched. */
  private Fault fault() {
    try {
      return Fault.of(toxic, upstream ? Stream.UPSTREAM : Stream.DOWNSTREAM, toxicity);
    } catch (IllegalArgumentException e) {
      throw Complaint.refused(String.valueOf(e.getMessage()));
    }
  }

  private Injection.Order order(Target target) {
    String edges =
        target.edges().isEmpty()
            ? null
            : target.edges().stream().map(ProxiedEdge::edge).collect(Collectors.joining(","));
    try {
      return new Injection.Order(target.proxy(), edges, options.owner(), length);
    } catch (IllegalArgumentException e) {
      throw Complaint.refused(String.valueOf(e.getMessage()));
    }
  }
}
