package io.spanline.experiments.replay.plan;

/** Whether requests are sent that may change what the target holds. */
public enum SideEffects {
  REFUSED,
  ALLOWED
}
