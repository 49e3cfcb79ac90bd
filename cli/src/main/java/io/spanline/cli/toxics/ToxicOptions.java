package io.spanline.cli.toxics;

import io.spanline.experiments.toxic.Journal;
import io.spanline.experiments.toxic.NotRemovedException;
import io.spanline.experiments.toxic.TopicJournal;
import io.spanline.terminal.Screen;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** For whom and with which journal a verb works. */
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

  @Option(
      names = "--no-journal",
      description = "write nothing to the topic toxics, so that Kafka need not run")
  private boolean withoutJournal;

  String owner() {
    return owner == null ? user() : owner;
  }

  private static String user() {
    String name = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9_-]", "_");
    return name.isEmpty() ? "unknown" : name.substring(0, Math.min(name.length(), LONGEST_OWNER));
  }

  /**
   * The journal.
   *
   * @param waiting where changes wait that Kafka does not take
   */
  Journal journal(String kafka, Path waiting, Screen screen) {
    return withoutJournal
        ? Journal.NONE
        : new TopicJournal(kafka, waiting, warning -> screen.warn("spanline: " + warning));
  }

  /** Ends this program, which is to end already, with the status that outranks every other. */
  static void endWith(NotRemovedException left, Screen screen) {
    left.lines().forEach(line -> screen.warn("spanline: " + line));
    Runtime.getRuntime().halt(MAY_REMAIN);
  }
}
