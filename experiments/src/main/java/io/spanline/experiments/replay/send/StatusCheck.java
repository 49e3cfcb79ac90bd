package io.spanline.experiments.replay.send;

/** Whether a replay stops when the first answers of a route differ from the captured ones. */
public enum StatusCheck {
  /** It stops when the second of a route's first 20 answers is of another class: over 5 %. */
  CAPTURED,
  /** It goes on whatever the answers are. */
  OFF
}
