package io.spanline.bench.fault;

import io.spanline.bench.examine.RunFinding;
import io.spanline.harness.process.StreamsProcess;
import java.io.IOException;
import java.util.List;

/** Checks the processes when a row is over. */
final class ProcessCheck {
  private ProcessCheck() {}

  /**
   * Adds to the finding what is wrong.
   *
   * @param last the instance that must be ready
   * @param all whose stream threads are counted, over all their starts
   * @param threadsToDie how many of them the row means to kill
   */
  static RunFinding of(
      RunFinding finding, StreamsProcess last, List<StreamsProcess> all, int threadsToDie)
      throws IOException {
    if (!last.isReady()) {
      return finding.withProblem("streams-baseline is not ready in the end");
    }
    long died = 0;
    for (StreamsProcess each : all) {
      died += each.threadsDied();
    }
    long lately = last.threadsReplaced();
    return died == threadsToDie && lately == 0
        ? finding
        : finding.withProblem(
            "%d stream threads died, %d of them since the last start; %d expected"
                .formatted(died, lately, threadsToDie));
  }
}
