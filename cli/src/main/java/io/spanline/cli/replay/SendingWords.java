package io.spanline.cli.replay;

import io.spanline.experiments.replay.send.SendOptions;
import io.spanline.experiments.replay.send.StatusCheck;
import io.spanline.terminal.Complaint;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How requests are sent, and what is checked meanwhile. */
final class SendingWords {
  private static final int MOST_IN_FLIGHT = 10_000;
  private static final int LONGEST_SECONDS = 60;

  @Option(
      names = "--in-flight",
      defaultValue = "256",
      paramLabel = "N",
      description =
          "requests without an answer at a time, up to 10000; more are dropped and counted (default: ${DEFAULT-VALUE})")
  private int inFlight;

  @Option(
      names = "--timeout",
      defaultValue = "15",
      paramLabel = "SECONDS",
      description = "how long an answer may take, up to 60 (default: ${DEFAULT-VALUE})")
  private int timeout;

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description = "the Host header, if the target goes by it (default: that of the target)")
  private @Nullable String host;

  @Option(
      names = "--any-status",
      description =
          "go on whatever the answers are, as under a toxic (default: stop if more than 5 %% of a"
              + " route's first 20 are of another class than the captured ones)")
  private boolean anyStatus;

  SendOptions options() {
    if (inFlight < 1 || inFlight > MOST_IN_FLIGHT) {
      throw Complaint.refused(
          "--in-flight must be from 1 to %d, was %d".formatted(MOST_IN_FLIGHT, inFlight));
    }
    if (timeout < 1 || timeout > LONGEST_SECONDS) {
      throw Complaint.refused(
          "--timeout must be from 1 to %d seconds, was %d".formatted(LONGEST_SECONDS, timeout));
    }
    try {
      return new SendOptions(
          inFlight,
          Duration.ofSeconds(timeout),
          host,
          anyStatus ? StatusCheck.OFF : StatusCheck.CAPTURED);
    } catch (IllegalArgumentException e) {
      throw Complaint.refused(String.valueOf(e.getMessage()));
    }
  }
}
