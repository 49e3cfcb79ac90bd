package io.spanline.cli.toxics;

import io.spanline.cli.invocation.Invocation;
import io.spanline.cli.invocation.Place;
import io.spanline.clients.Toxiproxy;
import io.spanline.experiments.toxic.Journal;
import io.spanline.experiments.toxic.NotRemovedException;
import io.spanline.experiments.toxic.Rescue;
import io.spanline.experiments.toxic.Restart;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.stack.record.ToxiproxyRestart;
import io.spanline.terminal.Screen;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** For whom, on which Toxiproxy and with which journal a verb works. */
final class ToxicOptions {
  private static final int LONGEST_OWNER = 32;
  private static final int MAY_REMAIN = 14;

  @Option(
      names = "--owner",
      paramLabel = "NAME",
      description =
          "whose toxics: 1 to 32 of letters, digits, _ and -; a CI job takes one of its own"
              + " (default: the user's name)")
  private @Nullable String owner;

  String owner() {
    return owner == null ? user() : owner;
  }

  private static String user() {
    String name = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9_-]", "_");
    return name.isEmpty() ? "unknown" : name.substring(0, Math.min(name.length(), LONGEST_OWNER));
  }

  static Settings settings() {
    return Invocation.ofThisProcess().stack();
  }

  static Toxiproxy toxiproxy(Settings settings) {
    return new Toxiproxy(settings.toxiproxyApi());
  }

  /** Only the Toxiproxy of a clone's stack is started anew. */
  static Rescue rescue(Settings settings, Screen screen) {
    Checkout checkout = Invocation.ofThisProcess().checkout();
    Place place = Place.ofThisProcess();
    boolean ours = settings.toxiproxyApi().equals(settings.address(Port.TOXIPROXY));
    return new Rescue(
        ours && place == Place.CLONE ? new ToxiproxyRestart(checkout) : Restart.NONE,
        checkout.removals(),
        place.command() + " toxics clear",
        ours
            ? place.again()
            : "%s toxics clear, once the Toxiproxy at %s was started anew"
                .formatted(place.command(), settings.toxiproxyApi()),
        step -> screen.warn("spanline: " + step));
  }

  /** Ends this program, which is to end already, with the status that outranks every other. */
  static void endWith(NotRemovedException left, Screen screen) {
    left.lines().forEach(line -> screen.warn("spanline: " + line));
    Runtime.getRuntime().halt(MAY_REMAIN);
  }

  Journal journal(Settings settings) {
    return Journal.NONE;
  }
}
