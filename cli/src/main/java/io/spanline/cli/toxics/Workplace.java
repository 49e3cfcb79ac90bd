package io.spanline.cli.toxics;

import io.spanline.cli.edges.KnownEdges;
import io.spanline.cli.invocation.Invocation;
import io.spanline.cli.invocation.Place;
import io.spanline.clients.Toxiproxy;
import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.experiments.edge.Target;
import io.spanline.experiments.toxic.Journal;
import io.spanline.experiments.toxic.OtherJournal;
import io.spanline.experiments.toxic.Removal;
import io.spanline.experiments.toxic.Rescue;
import io.spanline.experiments.toxic.Restart;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.record.ToxiproxyRestart;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.Screen;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.Optional;

/**
 * The Toxiproxy that the verbs work on, and the stack beside it.
 *
 * @param settings those of the stack that runs, else of this process
 */
record Workplace(Invocation invocation, Settings settings) {
  /**
   * That of this process.
   *
   * @throws Complaint if no stack runs and no other Toxiproxy is named
   */
  static Workplace find() throws IOException {
    Invocation invocation = Invocation.ofThisProcess();
    Optional<Settings> stack = invocation.stackIfAny();
    Settings settings = stack.orElseGet(Settings::ofThisProcess);
    if (stack.isEmpty() && settings.value(Catalogue.TOXIPROXY_API).isEmpty()) {
      throw Complaint.refused(invocation.nothingRuns());
    }
    return new Workplace(invocation, settings);
  }

  Toxiproxy toxiproxy() {
    return new Toxiproxy(settings.toxiproxyApi());
  }

  String kafka() {
    return settings.address(Port.KAFKA);
  }

  /** The proxy that a word names. */
  Target target(String word, Collection<Proxy> proxies) throws IOException {
    return KnownEdges.of(invocation, settings).target(word, proxies);
  }

  /** Whether the stack sweeps it, and may start it anew. */
  boolean isOfTheStack() {
    return settings.otherToxiproxy() == null;
  }

  Journal journal(ToxicOptions options, Screen screen) {
    Journal journal = options.journal(kafka(), invocation.checkout().waitingToxics(), screen);
    String other = settings.otherToxiproxy();
    return other == null ? journal : new OtherJournal(journal, other);
  }

  Removal removal(Journal journal, Screen screen) {
    return new Removal(toxiproxy(), rescue(screen), journal, Clock.systemUTC());
  }

  /** Only the Toxiproxy of a clone's stack is started anew. */
  private Rescue rescue(Screen screen) {
    Place place = Place.ofThisProcess();
    return new Rescue(
        isOfTheStack() && place == Place.CLONE
            ? new ToxiproxyRestart(invocation.checkout())
            : Restart.NONE,
        invocation.checkout().removals(),
        place.command() + " toxics clear",
        isOfTheStack()
            ? place.again()
            : "%s toxics clear, once the Toxiproxy at %s was started anew"
                .formatted(place.command(), settings.toxiproxyApi()),
        step -> screen.warn("spanline: " + step));
  }
}
