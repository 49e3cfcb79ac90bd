package io.spanline.experiments.toxic;

import java.io.IOException;
import java.nio.file.Path;

/** Keeps changes in a waiting file and, given a broker, delivers those of all from time to time. */
final class WaitingWriter {
  private static final int NOW_AND_THEN = 7;

  /** A busy machine must not make it write a record again. */
  private static final int PATIENCE_MILLIS = 40_000;

  private WaitingWriter() {}

  public static void main(String[] arguments) throws IOException {
    WaitingChanges waiting = new WaitingChanges(Path.of(arguments[0]), System.out::println);
    try (ToxicTopic topic = new ToxicTopic(arguments[1], PATIENCE_MILLIS)) {
      for (int i = Integer.parseInt(arguments[2]); i <= Integer.parseInt(arguments[3]); i++) {
        keep(waiting, i);
        if (i % NOW_AND_THEN == 0 && !arguments[1].equals("keep")) {
          waiting.deliver(topic::write);
        }
      }
    }
  }

  private static void keep(WaitingChanges waiting, int number) {
    try {
      waiting.keep(ToxicChanges.on(number));
    } catch (IOException e) {
      System.out.println("not kept: " + e);
    }
  }
}
