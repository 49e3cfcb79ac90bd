package io.spanline.cli.experiment;

import io.spanline.clients.ClientException;
import io.spanline.clients.Deadline;
import io.spanline.clients.Rest;
import io.spanline.experiments.toxic.ToxicTopic;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What an experiment needs of the stack besides Toxiproxy. */
record Dependencies(Settings stack) {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(250);

  /**
   * Returns if all of it answers: whoever is missed only at the end has cost every round. Who has
   * just started is waited for.
   *
   * @throws ClientException naming the first that does not, with its address
   */
  void mustAnswer() {
    try (ToxicTopic kafka = new ToxicTopic(stack.address(Port.KAFKA))) {
      mustAnswer(kafka::mustBeThere);
    }
    for (Port port : List.of(Port.STREAMS_BASELINE, Port.CAPTURE_WRITER)) {
      Rest rest = new Rest(port.process(), stack.address(port), TIMEOUT);
      mustAnswer(
          () -> {
            var unused = rest.get("/health/ready");
          });
    }
  }

  private static void mustAnswer(Runnable question) {
    Deadline deadline = Deadline.in(LONGEST);
    while (true) {
      try {
        question.run();
        return;
      } catch (ClientException e) {
        if (deadline.isOver()
            || e.reason() != ClientException.Reason.SILENT
            || Thread.currentThread().isInterrupted()) {
          throw e;
        }
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
