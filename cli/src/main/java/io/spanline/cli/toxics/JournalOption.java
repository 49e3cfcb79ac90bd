package io.spanline.cli.toxics;

import io.spanline.experiments.toxic.Journal;
import io.spanline.experiments.toxic.TopicJournal;
import io.spanline.terminal.Screen;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** With which journal a verb works. */
final class JournalOption {
  @Option(
      names = "--no-journal",
      description = "write nothing to the topic toxics, so that Kafka need not run")
  private boolean withoutJournal;

  boolean isWritten() {
    return !withoutJournal;
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
}
