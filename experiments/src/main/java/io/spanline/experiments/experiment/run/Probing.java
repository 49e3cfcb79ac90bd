package io.spanline.experiments.experiment.run;

import io.spanline.clients.Deadline;
import io.spanline.experiments.replay.ReplayCase;
import io.spanline.experiments.replay.TracePrefix;
import io.spanline.experiments.replay.send.Answer;
import io.spanline.experiments.replay.send.Sender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Requests between rounds that are not measured. */
final class Probing {
  private static final int IN_A_ROW = 20;
  private static final int AT_ONCE = 5;

  /** Until it is said that requests are not answered as before. */
  static final Duration LONGEST = Duration.ofSeconds(30);

  private static final Duration LONGEST_SETTLING = Duration.ofSeconds(5);

  private final List<ReplayCase> cases;
  private final Sender sender;
  private final Duration longest;
  // Of no round, so that nobody takes its requests for those of one.
  private final TracePrefix prefix = TracePrefix.random();
  private int next;

  /**
   * Probes with these cases, again and again, in their order.
   *
   * @param longest wait until requests are answered as before
   */
  Probing(List<ReplayCase> cases, Sender sender, Duration longest) {
    this.cases = List.copyOf(cases);
    this.sender = sender;
    this.longest = longest;
  }

  /**
   * Sends so many that connections are as the next round finds them, a few at once, since each may
   * wait for the fault; not for long if they hang.
   */
  void settle() throws InterruptedException {
    List<Callable<Answer>> requests = new ArrayList<>();
    for (int i = 0; i < IN_A_ROW; i++) {
      ReplayCase request = next();
      TracePrefix.Ids ids = prefix.next();
      requests.add(() -> sender.send(request, ids));
    }
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      var unused = threads.invokeAll(requests, LONGEST_SETTLING.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * Sends until 20 in a row are answered as they should be.
   *
   * @return how long it took until the first of these; empty if none began in time
   */
  Optional<Duration> untilHealthy(HealthyAnswers healthy) throws InterruptedException {
    Deadline deadline = Deadline.in(longest);
    long begin = System.nanoTime();
    long since = begin;
    int inRow = 0;
    while (inRow < IN_A_ROW && (inRow > 0 || !deadline.isOver())) {
      long sent = System.nanoTime();
      ReplayCase request = next();
      if (healthy.holds(request, sender.send(request, prefix.next()))) {
        since = inRow == 0 ? sent : since;
        inRow++;
      } else {
        inRow = 0;
      }
    }
    return inRow < IN_A_ROW ? Optional.empty() : Optional.of(Duration.ofNanos(since - begin));
  }

  private ReplayCase next() {
    return cases.get(next++ % cases.size());
  }
}
