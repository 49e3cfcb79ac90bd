package io.spanline.cli.toxics;

import io.spanline.cli.invocation.Failure;
import io.spanline.cli.invocation.Place;
import io.spanline.clients.Toxic;
import io.spanline.experiments.edge.ProxiedEdge;
import io.spanline.experiments.edge.Target;
import io.spanline.experiments.toxic.Fault;
import io.spanline.experiments.toxic.Injection;
import io.spanline.experiments.toxic.Journal;
import io.spanline.experiments.toxic.Lease;
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
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code spanline toxics add}. */
@Command(
    name = "add",
    description = {
      "Put a toxic on an edge, for a while, and return once its proxy shows it.",
      "",
      "{toxics}",
      "",
      "Examples:",
      "  ./spanline toxics add b-to-c latency=200 jitter=20 --for 60s",
      "  ./spanline toxics add 'service-b->service-c' down --for 10s"
    },
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      "0:it is on; with --wait: it was, and is off",
      "1:Toxiproxy or Kafka does not answer, or refuses; nothing is on",
      ExitCodes.REFUSED,
      ExitCodes.REMAINS,
      ExitCodes.STOPPED
    },
    mixinStandardHelpOptions = true)
final class AddCommand implements Callable<Integer> {
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

  @Mixin private OwnerOption owning = new OwnerOption();
  @Mixin private JournalOption journaling = new JournalOption();
  @Mixin private OutputOptions output = new OutputOptions();

  /** Puts the lines about toxics in their place. */
  @Spec
  void describe(CommandSpec spec) {
    UsageMessageSpec usage = spec.usageMessage();
    usage.description(
        Arrays.stream(usage.description())
            .flatMap(line -> line.equals("{toxics}") ? ToxicLines.all().stream() : Stream.of(line))
            .toArray(String[]::new));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Screen screen = output.screen();
    Fault fault = fault();
    String owner = owning.owner();
    mustBeALease(length);
    Workplace place = Workplace.find();
    Target target = place.targetToAddTo(edge, journaling);
    Injection.Order order = new Injection.Order(target.proxy(), edges(target), owner, length);
    try (Journal journal = place.journal(journaling, screen)) {
      Removal removal = place.removal(journal, screen);
      Injection injection = new Injection(place.toxiproxy(), journal, removal, Clock.systemUTC());
      Consumer<LeasedToxic> added = toxic -> say(target, toxic, screen);
      if (wait) {
        return new HeldToxic(() -> injection.add(order, fault), removal).hold(added, screen);
      }
      LeasedToxic toxic =
          new Uninterrupted<>(
                  () -> injection.add(order, fault),
                  undone -> undo(undone, removal, screen),
                  left -> ExitCodes.endWith(left, screen))
              .run();
      if (toxic == null) {
        return Failure.INTERRUPTED;
      }
      added.accept(toxic);
      sayWhoSweeps(place).forEach(screen::warn);
    }
    return 0;
  }

  private static void say(Target target, LeasedToxic toxic, Screen screen) {
    screen.result("%s: %s until %s".formatted(target, ToxicView.words(toxic), toxic.lease().end()));
    screen.json(ToxicView.json(toxic));
  }

  /** None if the stack does. */
  private static List<String> sayWhoSweeps(Workplace place) {
    if (place.whose() == Whose.STACK) {
      return List.of();
    }
    String api = place.settings().toxiproxyApi();
    return List.of(
        Place.ofThisProcess() == Place.COMPOSE
            ? ("spanline: it ends with its lease if .env names the Toxiproxy at %s, since"
                    + " toxics-sweeper reads it there; else only while this runs:")
                .formatted(api)
            : ("spanline: no stack sweeps the Toxiproxy at %s; it stays on after its lease unless"
                    + " this runs:")
                .formatted(api),
        "  %s toxics sweep --watch".formatted(Place.ofThisProcess().command()));
  }

  private static void undo(LeasedToxic added, Removal removal, Screen screen) {
    removal.remove(added, By.OWNER);
    screen.warn(
        "interrupted; %s is off proxy %s again".formatted(ToxicView.words(added), added.proxy()));
  }

  /** Checked before anything is touched. */
  private Fault fault() {
    try {
      return Fault.of(toxic, upstream ? Toxic.Stream.UPSTREAM : Toxic.Stream.DOWNSTREAM, toxicity);
    } catch (IllegalArgumentException e) {
      throw Complaint.refused(String.valueOf(e.getMessage()));
    }
  }

  /** For the journal; null if none is known. */
  private static @Nullable String edges(Target target) {
    return target.edges().isEmpty()
        ? null
        : target.edges().stream().map(ProxiedEdge::edge).collect(Collectors.joining(","));
  }

  private static void mustBeALease(Duration length) {
    try {
      Lease.checkLength(length);
    } catch (IllegalArgumentException e) {
      throw Complaint.refused(String.valueOf(e.getMessage()));
    }
  }
}
