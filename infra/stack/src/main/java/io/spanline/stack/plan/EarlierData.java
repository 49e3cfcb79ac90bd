package io.spanline.stack.plan;

/** Whether to keep the topics and queues that an earlier run left. */
public enum EarlierData {
  /** Removed before the start: every run begins with empty topics. */
  REMOVED,
  /** Kept: the broker continues with the topics it finds. */
  KEPT
}
