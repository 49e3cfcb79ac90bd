package io.spanline.cli.toxics;

import io.spanline.cli.invocation.Invocation;
import io.spanline.clients.Toxiproxy;
import io.spanline.experiments.toxic.Journal;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** For whom, on which Toxiproxy and with which journal a verb works. */
final class ToxicOptions {
  private static final int LONGEST_OWNER = 32;

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
    return new Toxiproxy(settings.address(Port.TOXIPROXY));
  }

  Journal journal(Settings settings) {
    return Journal.NONE;
  }
}
