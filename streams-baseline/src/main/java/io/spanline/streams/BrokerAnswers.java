package io.spanline.streams;

import java.time.Duration;

/**
 * Whether the broker keeps answering a consumer's fetches. One with nothing to send answers twice a
 * second. Out of its reach a consumer goes on to say that nothing is left to read, while the broker
 * may be taking records all the time. Not thread-safe.
 *
 * <p>The first answers after a silence are doubted for {@link #DOUBT}: they may be to what was
 * asked before it, and have been on their way all the time.
 */
final class BrokerAnswers {
  static final Duration SILENCE = Duration.ofSeconds(2);
  static final Duration DOUBT = Duration.ofSeconds(2);

  private double answers;
  private boolean answered;
  private long lastNanos;
  private long doubtedUntilNanos;

  BrokerAnswers(double answers, long nanoTime) {
    this.answers = answers;
    this.lastNanos = nanoTime;
    this.doubtedUntilNanos = nanoTime;
  }

  /**
   * Looks again.
   *
   * @param answersSoFar how many fetches were answered since the consumer began
   */
  boolean keepComing(double answersSoFar, long nanoTime) {
    long silence = nanoTime - lastNanos;
    if (answersSoFar > answers) {
      if (silence > SILENCE.toNanos()) {
        doubtedUntilNanos = nanoTime + DOUBT.toNanos();
      }
      answers = answersSoFar;
      answered = true;
      lastNanos = nanoTime;
      silence = 0;
    }
    return answered && silence <= SILENCE.toNanos() && nanoTime - doubtedUntilNanos >= 0;
  }
}
