package io.spanline.cli;

import io.spanline.cli.client.TopicTail;
import picocli.CommandLine.Option;

/** How much of a topic to follow. */
final class TailOptions {
  @Option(names = "--from-beginning", description = "begin with the oldest, not with the next")
  private boolean fromBeginning;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "end after so many lines; default: Ctrl-C")
  private long count = Long.MAX_VALUE;

  private long shown;

  TopicTail.Start start() {
    return fromBeginning ? TopicTail.Start.BEGINNING : TopicTail.Start.END;
  }

  /** Counts a line that was shown; whether another is wanted. */
  boolean countAndWantMore() {
    shown++;
    return shown < count;
  }
}
