package io.spanline.endtoend;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The pinned Kafka image as Docker on this machine has it.
 *
 * @param docker the client program
 * @param answer how long Docker may take to answer
 * @param pull how long a pull may take
 */
record DockerImage(String docker, Duration answer, Duration pull) {
  static final String NAME = "apache/kafka:4.3.1";

  /** Asked once in a test run; the answer is printed. */
  static boolean isOnThisMachine() {
    return Answer.IS_THERE;
  }

  private static final class Answer {
    static final boolean IS_THERE = ask();

    private static boolean ask() {
      boolean there =
          new DockerImage("docker", Duration.ofSeconds(10), Duration.ofSeconds(60)).isThere();
      System.out.println(
          there ? "broker: Testcontainers, " + NAME : "broker: embedded; Docker has no " + NAME);
      return there;
    }
  }

  /** Whether Docker answers, and has the image or can pull it in time. */
  boolean isThere() {
    return succeeds(answer, "info")
        && (succeeds(answer, "image", "inspect", NAME) || succeeds(pull, "pull", "--quiet", NAME));
  }

  private boolean succeeds(Duration patience, String... words) {
    List<String> command = new ArrayList<>(List.of(docker));
    command.addAll(List.of(words));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        return false;
      }
      return process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
