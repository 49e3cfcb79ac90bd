package io.spanline.stack;

/** What becomes of the topics and queues that an earlier run left. */
public enum Data {
  /** Removed before the start: every run begins with empty topics. */
  FRESH,
  /** Kept: the broker goes on with the topics it finds. */
  KEPT
}
