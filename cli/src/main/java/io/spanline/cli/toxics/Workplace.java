package io.spanline.cli.toxics;

import io.spanline.cli.edges.KnownEdges;
import io.spanline.cli.invocation.Invocation;
import io.spanline.cli.invocation.Place;
import io.spanline.clients.ClientException;
import io.spanline.clients.ClientException.Reason;
import io.spanline.clients.Toxiproxy;
import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.experiments.edge.Target;
import io.spanline.experiments.toxic.Journal;
import io.spanline.experiments.toxic.LeasedToxic;
import io.spanline.experiments.toxic.OtherJournal;
import io.spanline.experiments.toxic.Removal;
import io.spanline.experiments.toxic.Rescue;
import io.spanline.experiments.toxic.Restart;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.plan.Component;
import io.spanline.stack.process.ProcessMark;
import io.spanline.stack.record.Leftovers;
import io.spanline.stack.record.RunRecord;
import io.spanline.stack.record.ToxiproxyRestart;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.Screen;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The Toxiproxy that the verbs work on, and the stack beside it.
 *
 * @param settings those of the stack that runs, else of this process
 */
record Workplace(Invocation invocation, Settings settings, Whose whose) {
  /**
   * That of this process.
   *
   * @throws Complaint if no stack runs and no other Toxiproxy is named
   */
  static Workplace find() throws IOException {
    Invocation invocation = Invocation.ofThisProcess();
    return findAny(invocation).orElseThrow(() -> Complaint.refused(invocation.nothingRuns()));
  }

  /** Like {@link #find}, or else the Toxiproxy that a killed stack left. */
  static Workplace findAlsoLeft() throws IOException {
    Invocation invocation = Invocation.ofThisProcess();
    Optional<Workplace> found = findAny(invocation);
    return (found.isPresent()
            ? found
            : Leftovers.toxiproxy(invocation.checkout())
                .map(left -> new Workplace(invocation, left, Whose.NOBODY)))
        .orElseThrow(() -> Complaint.refused(invocation.nothingRuns()));
  }

  private static Optional<Workplace> findAny(Invocation invocation) throws IOException {
    Optional<Settings> stack = invocation.stackIfAny();
    Settings settings = stack.orElseGet(Settings::ofThisProcess);
    if (stack.isPresent() && settings.otherToxiproxy() == null) {
      return Optional.of(new Workplace(invocation, settings, Whose.STACK));
    }
    return stack.isPresent() || settings.value(Catalogue.TOXIPROXY_API).isPresent()
        ? Optional.of(new Workplace(invocation, settings, Whose.USER))
        : Optional.empty();
  }

  Toxiproxy toxiproxy() {
    return new Toxiproxy(settings.toxiproxyApi());
  }

  String kafka() {
    return settings.address(Port.KAFKA);
  }

  /** The proxy that a word names. */
  Target target(String word, Collection<Proxy> proxies) throws IOException {
    return edges().target(word, proxies);
  }

  /** The proxy that a word names, which alone has to answer; its edges if they are found soon. */
  Target targetToAddTo(String word, JournalOption journaling) throws IOException {
    KnownEdges edges = edges();
    String name = edges.proxyOf(word).orElse(word);
    try {
      Proxy own = toxiproxy().proxy(name);
      Target listed = edges.listed(own);
      return listed.edges().isEmpty() && journaling.isWritten()
          ? edges.soon(own, others())
          : listed;
    } catch (ClientException e) {
      if (e.reason() != Reason.SILENT) {
        return edges.target(word, toxiproxy().proxies().values());
      }
      if (toxiproxy().answers()) {
        throw Complaint.failed(
            "proxy %s of Toxiproxy hangs: a toxic keeps it; what takes it off: %s"
                .formatted(name, again().formatted(name)));
      }
      throw e;
    }
  }

  /** None, if one of them hangs. */
  private Collection<Proxy> others() {
    try {
      return toxiproxy().proxies().values();
    } catch (ClientException e) {
      return List.of();
    }
  }

  KnownEdges edges() throws IOException {
    return KnownEdges.of(invocation, settings);
  }

  /**
   * Looks at the proxies, also while one hangs.
   *
   * @param names proxies that there may be, besides those that this clone knows
   */
  ProxiesNow look(Collection<String> names, Screen screen) throws IOException {
    Set<String> known = new HashSet<>(names);
    known.addAll(edges().proxies());
    removal(Journal.NONE, screen).begun().stream().map(LeasedToxic::proxy).forEach(known::add);
    return ProxiesNow.of(toxiproxy(), known);
  }

  Journal journal(JournalOption journaling, Screen screen) {
    return ofThis(journaling.journal(kafka(), waiting(), screen));
  }

  /** The journal of what has no option to leave it out. */
  Journal journal(Screen screen) {
    return ofThis(JournalOption.written(kafka(), waiting(), screen));
  }

  private Path waiting() {
    return invocation.checkout().waitingToxics();
  }

  private Journal ofThis(Journal journal) {
    String other = settings.otherToxiproxy();
    return other == null ? journal : new OtherJournal(journal, other);
  }

  Removal removal(Journal journal, Screen screen) {
    return new Removal(
        toxiproxy(),
        new Rescue(
            restart(),
            invocation.checkout().removals(),
            again(),
            lastResort(),
            step -> screen.warn("spanline: " + step)),
        journal,
        Clock.systemUTC());
  }

  /** Whether the process that holds the stack sweeps this Toxiproxy, and starts it anew. */
  boolean isHeld() {
    return whose == Whose.STACK && Place.ofThisProcess() == Place.CLONE;
  }

  /** The running process of a Toxiproxy that is held; none if it is another's. */
  Optional<ProcessMark> toxiproxyProcess() {
    if (!isHeld()) {
      return Optional.empty();
    }
    try {
      return RunRecord.read(invocation.checkout().runFile()).children().stream()
          .filter(child -> child.name().equals(Component.TOXIPROXY.processName()))
          .map(RunRecord.Child::mark)
          .filter(ProcessMark::isAlive)
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Only the Toxiproxy of a clone's stack is started anew. */
  private Restart restart() {
    return isHeld() ? new ToxiproxyRestart(invocation.checkout()) : Restart.NONE;
  }

  /** Whoever owns the toxic. */
  private static String again() {
    return Place.ofThisProcess().command() + " toxics clear %s --all";
  }

  /** What a person types if nothing helped; {@code %s} stands for the proxy. */
  String lastResort() {
    return switch (whose) {
      case STACK -> Place.ofThisProcess().again();
      case USER ->
          again()
              + ", once the Toxiproxy at %s was started anew".formatted(settings.toxiproxyApi());
      case NOBODY -> "./spanline down";
    };
  }
}
