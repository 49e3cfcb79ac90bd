package io.spanline.experiments.experiment.run;

/** No round may begin; the message says why, with the next step. */
final class NotSteadyException extends RuntimeException {
  NotSteadyException(String why) {
    super(why);
  }
}
