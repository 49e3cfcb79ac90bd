package io.spanline.experiments.replay.run;

import io.spanline.experiments.replay.ReplayCase;

/** Hears what goes ahead of the requests that count. */
public interface AheadListener {
  /** A request is sent to see whether it is answered and, if traces are wanted, recorded. */
  void checking(ReplayCase request);

  /**
   * A request was answered and, if traces are looked for, its own arrived.
   *
   * @param words how long the trace took; empty if nobody looked
   */
  void checked(String words);

  /** Connections are open. */
  void warmedUp(int requests);
}
