package io.spanline.cli.toxics;

import io.spanline.clients.ClientException;
import io.spanline.experiments.toxic.Journal;
import io.spanline.experiments.toxic.TopicJournal;
import io.spanline.terminal.Screen;
import io.spanline.topic.ToxicChange;
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
    return withoutJournal ? Journal.NONE : new Dispensable(written(kafka, waiting, screen));
  }

  /** The journal of what has no such option. */
  static Journal written(String kafka, Path waiting, Screen screen) {
    return new TopicJournal(kafka, waiting, warning -> screen.warn("spanline: " + warning));
  }

  /** One that can be left out, as it says when it is not ready. */
  private record Dispensable(Journal journal) implements Journal {
    @Override
    public void mustBeReady() {
      try {
        journal.mustBeReady();
      } catch (ClientException e) {
        throw ClientException.unusable(
            "%s, so the toxic could not be recorded; start Kafka, or add it with --no-journal"
                .formatted(e.getMessage()));
      }
    }

    @Override
    public void write(ToxicChange change) {
      journal.write(change);
    }

    @Override
    public void close() {
      journal.close();
    }
  }
}
