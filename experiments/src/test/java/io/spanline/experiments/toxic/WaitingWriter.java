package io.spanline.experiments.toxic;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Keeps changes in a waiting file and, given a broker, delivers those of all from time to time. */
final class WaitingWriter {
  private static final int NOW_AND_THEN = 7;

  /** A busy machine must not make it write a record again, or keep one nowhere. */
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private WaitingWriter() {}

  public static void main(String[] arguments) throws IOException {
    WaitingChanges waiting = patient(Path.of(arguments[0]));
    try (ToxicTopic topic = patient(arguments[1])) {
      for (int i = Integer.parseInt(arguments[2]); i <= Integer.parseInt(arguments[3]); i++) {
        keep(waiting, i);
        if (i % NOW_AND_THEN == 0 && !arguments[1].equals("keep")) {
          waiting.deliver(topic::write);
        }
      }
    }
  }

  static WaitingChanges patient(Path file) {
    return new WaitingChanges(file, System.out::println, PATIENCE);
  }

  static ToxicTopic patient(String kafka) {
    return new ToxicTopic(kafka, (int) PATIENCE.toMillis());
  }

  private static void keep(WaitingChanges waiting, int number) {
    try {
      waiting.keep(ToxicChanges.on(number));
    } catch (IOException e) {
      System.out.println("not kept: " + e);
    }
  }
}
