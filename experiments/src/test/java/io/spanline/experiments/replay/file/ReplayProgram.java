package io.spanline.experiments.replay.file;

import io.spanline.captures.replay.Replays;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** A program that writes a replay, for tests that kill it. */
final class ReplayProgram {
  static final int LINES = 5_000;

  private ReplayProgram() {}

  /** Starts it; it dies before a step, or waits for its end once all lines were added. */
  static Process start(Path data, String step) throws IOException {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classes,
            ReplayProgram.class.getName(),
            data.toString(),
            step)
        .redirectErrorStream(true)
        .start();
  }

  /**
   * Runs it.
   *
   * @param args data folder, step
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    PublishStep.Watch dying =
        step -> {
          if (step.name().equals(args[1])) {
            Runtime.getRuntime().halt(137);
          }
        };
    try (ReplayDraft draft = ReplayDraft.begin(Path.of(args[0]), "capture_001.json", dying)) {
      answered(LINES).forEach(n -> draft.add(Replays.line(n)));
      if (args[1].equals("WAIT")) {
        Thread.sleep(60_000);
      }
      draft.publish(line -> Replays.paired(line.line()).pair(), Replays::manifest);
    }
  }

  /** In the order of answers: some came long after others that were sent later. */
  static List<Integer> answered(int count) {
    List<Integer> order = new ArrayList<>(IntStream.rangeClosed(1, count).boxed().toList());
    Collections.shuffle(order.subList(0, count / 2), new Random(1));
    Collections.shuffle(order.subList(count / 2, count), new Random(2));
    // The first one timed out.
    Collections.rotate(order, -1);
    return order;
  }
}
