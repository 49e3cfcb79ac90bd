package io.spanline.experiments.replay.send;

/** Hears several times a second how far a run is. */
@FunctionalInterface
public interface SendProgress {
  void at(Counts counts);

  /**
   * What has come of the requests so far; those in flight are not counted.
   *
   * @param planned of the whole run
   * @param answered sent, and there is an answer
   * @param late sent more than 10 ms after their time
   * @param errors without an answer, except for those dropped
   */
  record Counts(long planned, long sent, long answered, long late, long dropped, long errors) {}
}
