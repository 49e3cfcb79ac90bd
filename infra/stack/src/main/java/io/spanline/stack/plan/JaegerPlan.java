package io.spanline.stack.plan;

/** Whether and when Jaeger runs; traces wait for it on the Collector's disk. */
public enum JaegerPlan {
  /** Started with the rest. */
  NOW,
  /** Started on the running stack once its program has been made. */
  LATER,
  /** The Collector does not keep traces for it either. */
  NEVER
}
