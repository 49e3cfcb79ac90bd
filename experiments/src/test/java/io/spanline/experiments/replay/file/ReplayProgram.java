package io.spanline.experiments.replay.file;

import io.spanline.captures.replay.Replays;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A program that writes a replay, for tests that kill it. */
final class ReplayProgram {
  static final int LINES = 5_000;

  private ReplayProgram() {}

  /** Starts it; it dies before a step, or waits for its end once all lines were added. */
  static Process start(Path data, String step) throws IOException {
    return new ProcessBuilder(command(data, step)).redirectErrorStream(true).start();
  }

  /** Starts it with a bound on files, as of a full disk; it prints what it says of that. */
  static Process startWithRoomFor(Path data, int kibibytes) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("bash", "-c", "ulimit -f " + kibibytes + " && exec \"$@\"", "-"));
    command.addAll(command(data, "FULL"));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static List<String> command(Path data, String step) {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-cp",
        classes,
        ReplayProgram.class.getName(),
        data.toString(),
        step);
  }

  /** Waits for its end, not forever. */
  static int exit(Process program) throws InterruptedException {
    if (!program.waitFor(60, TimeUnit.SECONDS)) {
      program.destroyForcibly();
      throw new AssertionError("the program did not end within 60 s");
    }
    return program.exitValue();
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
      if (args[1].equals("FULL")) {
        fill(draft);
        return;
      }
      answered(LINES).forEach(n -> draft.add(Replays.line(n)));
      if (args[1].equals("WAIT")) {
        Thread.sleep(60_000);
      }
      draft.publish(line -> Replays.paired(line.line()).pair(), Replays::manifest);
    }
  }

  private static void fill(ReplayDraft draft) {
    try {
      answered(LINES).forEach(n -> draft.add(Replays.line(n)));
    } catch (UncheckedIOException e) {
      // As the sender, which hands no more over then.
    }
    try {
      draft.publish(null, Replays::manifest);
    } catch (IOException e) {
      System.out.println(draft.isWritable() + " " + e.getMessage());
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
