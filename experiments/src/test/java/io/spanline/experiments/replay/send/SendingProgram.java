package io.spanline.experiments.replay.send;

import io.spanline.experiments.replay.ReplayPlan;
import io.spanline.experiments.replay.TracePrefix;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** A sender in a process of its own with little memory. */
final class SendingProgram {
  private static final int REQUESTS = 20_000;

  private SendingProgram() {}

  static Process start(URI target) throws IOException {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx40m",
            "-XX:+UseSerialGC",
            "-cp",
            classes,
            SendingProgram.class.getName(),
            target.toString())
        .redirectErrorStream(true)
        .start();
  }

  /**
   * Prints the bytes of one body, then the KiB used after a tenth of the requests and after all.
   */
  public static void main(String[] args) throws InterruptedException {
    URI target = URI.create(args[0]);
    SendOptions options = new SendOptions(64, Duration.ofSeconds(60), null, StatusCheck.OFF);
    try (Sender sender = new Sender(options)) {
      Answer big = sender.send(Plans.get(target, "/big"), TracePrefix.random().next());
      System.out.println(big.error() + " " + big.bytes());
      long[] taken = new long[1];
      ReplayPlan plan = Plans.gets(target, REQUESTS, 2_000);
      sender.run(
          plan,
          TracePrefix.random(),
          line -> {
            if (++taken[0] == REQUESTS / 10) {
              System.out.println(usedKib());
            }
          },
          counts -> {});
      System.out.println(usedKib());
      System.out.println(plan.requests());
    }
  }

  private static long usedKib() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / 1024;
  }
}
