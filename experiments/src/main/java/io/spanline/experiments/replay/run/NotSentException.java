package io.spanline.experiments.replay.run;

/** Nothing can be sent; the message says why. */
public final class NotSentException extends RuntimeException {
  public NotSentException(String why) {
    super(why);
  }
}
