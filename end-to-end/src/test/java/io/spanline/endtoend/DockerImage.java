package io.spanline.endtoend;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Whether Docker answers and has, or can pull within a minute, the pinned Kafka image. */
final class DockerImage {
  static final String NAME = "apache/kafka:4.3.1";

  private static final long ANSWER_SECONDS = 10;
  private static final long PULL_SECONDS = 60;

  private DockerImage() {}

  /** Asked once in a test run; the answer is printed. */
  static boolean isThere() {
    return Answer.IS_THERE;
  }

  private static final class Answer {
    static final boolean IS_THERE = ask();

    private static boolean ask() {
      boolean there =
          succeeds(ANSWER_SECONDS, "docker", "info")
              && (succeeds(ANSWER_SECONDS, "docker", "image", "inspect", NAME)
                  || succeeds(PULL_SECONDS, "docker", "pull", "--quiet", NAME));
      System.out.println(
          there ? "broker: Testcontainers, " + NAME : "broker: embedded; Docker has no " + NAME);
      return there;
    }
  }

  private static boolean succeeds(long seconds, String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
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
