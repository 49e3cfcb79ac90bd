package io.spanline.experiments.replay.run;

import io.spanline.experiments.replay.pair.PreflightResult;
import io.spanline.experiments.replay.pair.PreflightResult.Finding;

/** Nothing can be sent; the message says why. */
public final class NotSentException extends RuntimeException {
  private final Finding finding;

  NotSentException(PreflightResult why) {
    super(why.words());
    this.finding = why.finding();
  }

  /** Whether Kafka or the target did not answer at all. */
  public boolean isSilence() {
    return finding == Finding.NO_KAFKA || finding == Finding.NO_ANSWER;
  }

  /** Whether the requests could be sent if nobody looked for their traces. */
  boolean isOfTraces() {
    return finding != Finding.NO_ANSWER && finding != Finding.UNSENT;
  }
}
